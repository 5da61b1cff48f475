import { createHash } from 'node:crypto';
import type { ScriptFault } from '../../../shared/filters.ts';
import { type Block, readScriptFile } from '../../../shared/sieve/script-file.ts';
import type { ManageSieve } from '../../mail/managesieve/managesieve.ts';

/** Our script's name: the one that runs. */
export const OURS = 'sobre';

/** The name under which a text waits until it is known to be whole. */
export const newName = (mark: string) => `${OURS}.new-${mark}`;

/** True for our script, and for one of ours that was left before it got its name. */
export const isOurs = (name: string) => name === OURS || isLeftover(name);
export const isLeftover = (name: string) => /^sobre\.new-[0-9a-f]{12}$/.test(name);

/** The scripts of an account, as we read them. */
export interface ScriptState {
  /** Changes with every change of the script that runs, by whomever. */
  version: string;
  /** Our script's text; '' when there is none yet. */
  source: string;
  blocks: Block[];
  faults: ScriptFault[];
  /** Sieve extensions of the server, lower case. */
  extensions: string[];
  /** To how many addresses one message may be sent on; null = nobody says. */
  maxRedirects: number | null;
  /** Ours is the script that runs: else another program has switched it off, or there is none yet. */
  active: boolean;
  /** A script of the person's own that runs, or is included in ours. */
  ownScript: { name: string; source: string } | null;
  /** Names of all scripts on the server. */
  names: string[];
}

/** Reads the account's scripts. Errors as `ManageSieve`. */
export async function readState(sieve: ManageSieve): Promise<ScriptState> {
  const scripts = await sieve.listScripts();
  const names = scripts.map(({ name }) => name);
  const running = scripts.find(({ active }) => active)?.name ?? null;
  const active = running !== null && isOurs(running);
  const ours = active ? running : names.includes(OURS) ? OURS : null;
  const source = ours === null ? '' : ((await sieve.getScript(ours)) ?? '');
  const { blocks, faults } = readScriptFile(source);
  const own = active || running === null ? includedIn(blocks) : running;
  const ownScript = own === null ? null : { name: own, source: (await sieve.getScript(own)) ?? '' };
  return {
    version: versionOf(active ? OURS : (running ?? ''), source),
    source,
    blocks: withOwn(blocks, ownScript, sieve.capabilities.extensions),
    faults,
    extensions: sieve.capabilities.extensions,
    maxRedirects: sieve.capabilities.maxRedirects,
    active,
    ownScript,
    names,
  };
}

const versionOf = (running: string, source: string) =>
  createHash('sha256')
    .update(JSON.stringify([running, source]))
    .digest('base64url');

const includedIn = (blocks: Block[]) =>
  blocks.findLast((block) => block.kind === 'include')?.script ?? null;

/**
 * A script that was active before ours goes on running, inside of ours, from the first write on: included,
 * or rule by rule on a server that cannot include.
 */
function withOwn(blocks: Block[], own: ScriptState['ownScript'], extensions: string[]): Block[] {
  if (!own) return blocks;
  const { name, source } = own;
  // No server that is known includes a script whose name has a slash in it.
  if (extensions.includes('include') && !name.includes('/')) {
    const isIn = blocks.some((block) => block.kind === 'include' && block.script === name);
    return isIn ? blocks : [...blocks, { kind: 'include', script: name }];
  }
  const known = new Set(blocks.map((block) => JSON.stringify(block)));
  const theirs = readScriptFile(source).blocks;
  return [...blocks, ...theirs.filter((block) => !known.has(JSON.stringify(block)))];
}
