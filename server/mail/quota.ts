import type { ImapFlow } from 'imapflow';
import { encodePath, getStringValue, normalizePath } from 'imapflow/lib/tools.js';
import type { Measure, QuotaRoot } from '../../shared/storage.ts';
import { atom, type Handlers, runCommand } from './imap.ts';

/**
 * Every quota root of a folder (RFC 9208 GETQUOTAROOT), in the server's order. imapflow's own command
 * keeps one root and mixes the figures of the others into it.
 *
 * @returns none when the server has no QUOTA or will not tell.
 */
export async function readQuotaRoots(imap: ImapFlow, folder: string): Promise<QuotaRoot[]> {
  if (!hasQuota(imap)) return [];
  const roots = new Map<string, QuotaRoot>();
  const names: string[] = [];
  const heard: Handlers = {
    QUOTAROOT: async ({ attributes = [] }) => {
      for (const name of attributes.slice(1)) names.push(textOf(name));
    },
    QUOTA: async ({ attributes = [] }) => {
      const root = parseRoot(attributes);
      roots.set(root.name, root);
    },
  };
  const path = encodePath(imap, normalizePath(imap, folder));
  try {
    await runCommand(imap, 'GETQUOTAROOT', [string(path)], heard);
    // Some servers only name the roots.
    for (const name of names)
      if (!roots.has(name)) await runCommand(imap, 'GETQUOTA', [string(name)], heard);
  } catch (error) {
    if (!(error as { responseStatus?: string }).responseStatus) throw error;
  }
  return [...roots.values()];
}

/** The measure that is nearest to its limit; null when nothing is limited. */
export function tightest(measures: (Measure | null)[]): Measure | null {
  const limited = measures.filter((one): one is Measure => one !== null && one.limit > 0);
  const share = ({ used, limit }: Measure) => used / limit;
  return limited.toSorted((a, b) => share(b) - share(a))[0] ?? null;
}

/** A server of RFC 9208 names its resources, and need not name the bare QUOTA of RFC 2087 as well. */
const hasQuota = ({ capabilities }: ImapFlow) =>
  [...capabilities.keys()].some((one) => one === 'QUOTA' || one.startsWith('QUOTA=RES-'));

const string = (value: string) => ({ ...atom(value), type: 'STRING' as const });

const textOf = (token: unknown) => String(getStringValue(token as never) ?? '');

/** STORAGE is counted in units of 1024 bytes. */
const UNIT = 1024;

function parseRoot([name, list]: unknown[]): QuotaRoot {
  const root: QuotaRoot = { name: textOf(name), storage: null, messages: null };
  if (!Array.isArray(list)) return root;
  for (let i = 0; i + 2 < list.length; i += 3) {
    const [used, limit] = [list[i + 1], list[i + 2]].map((value) => Number(textOf(value)));
    if (!Number.isSafeInteger(used) || !Number.isSafeInteger(limit)) continue;
    const resource = textOf(list[i]).toUpperCase();
    if (resource === 'STORAGE') root.storage = { used: used! * UNIT, limit: limit! * UNIT };
    if (resource === 'MESSAGE') root.messages = { used: used!, limit: limit! };
  }
  return root;
}
