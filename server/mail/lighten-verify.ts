import { createHash } from 'node:crypto';
import type { ImapFlow, MessageStructureObject } from 'imapflow';
import { Refusal } from '../../shared/refusal.ts';
import { numberParts } from './part-numbers.ts';
import { type Lend, type Place, readStored } from './part-stream.ts';

export interface Original {
  structure: MessageStructureObject;
  flags: string[];
  received: Date;
  size: number;
}

/** Flags that somebody set, sorted. The server marks by itself what is new to it and what holds files. */
export function ownFlags(flags: Set<string> | undefined): string[] {
  const others = /^(\\Recent|\$Has(No)?Attachment)$/i;
  return [...(flags ?? [])].filter((flag) => !others.test(flag)).sort();
}

interface Rewritten {
  original: Original;
  uid: number;
  copy: number;
  light: Buffer;
  /** Sections that were taken out. */
  removed: string[];
}

/**
 * Reads a rewritten message back from the mail server and compares it with the original, as the server takes
 * both apart: header, date, flags, and every part that was to stay, byte for byte.
 *
 * @throws Refusal `lighten-failed`.
 */
export async function verifyLightened(lend: Lend, rewritten: Rewritten): Promise<void> {
  const { original, uid, copy, light, removed } = rewritten;
  const stored = await digest(lend, { uid: copy, section: '' });
  expect(stored === createHash('sha256').update(light).digest('hex'), 'bytes');
  const fetched = await lend((imap) => fetchCopy(imap, copy));
  expect(fetched.flags === original.flags.join(' '), 'flags');
  expect(Math.abs(fetched.received - original.received.getTime()) < 1000, 'date');
  expect((await header(lend, uid)) === (await header(lend, copy)), 'header');
  const before = leaves(original.structure);
  const after = leaves(fetched.structure);
  expect([...before.keys()].join() === [...after.keys()].join(), 'parts');
  for (const [section, { type, size }] of before) {
    if (removed.includes(section)) continue;
    const now = after.get(section);
    expect(now?.type === type && now.size === size, `part ${section}`);
    for (const place of [section, `${section}.MIME`]) {
      const same = await Promise.all(
        [uid, copy].map((one) => digest(lend, { uid: one, section: place })),
      );
      expect(same[0] === same[1], `part ${place}`);
    }
  }
}

function expect(isSo: boolean, what: string) {
  if (isSo) return;
  throw new Refusal('lighten-failed', `The rewritten message differs: ${what}.`);
}

async function fetchCopy(imap: ImapFlow, uid: number) {
  const query = { uid: true, flags: true, internalDate: true, bodyStructure: true };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (!fetched) throw new Refusal('lighten-failed', 'The rewritten message is not there.');
  return {
    flags: ownFlags(fetched.flags).join(' '),
    received: new Date(fetched.internalDate ?? 0).getTime(),
    structure: numberParts(fetched.bodyStructure) ?? { type: 'text/plain' },
  };
}

async function header(lend: Lend, uid: number): Promise<string> {
  return digest(lend, { uid, section: 'HEADER' });
}

async function digest(lend: Lend, place: Place): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readStored(lend, place)) hash.update(piece);
  return hash.digest('hex');
}

/** Parts that hold bytes, by section. An attached message is one, whatever is in it. */
function leaves(structure: MessageStructureObject): Map<string, MessageStructureObject> {
  const found = new Map<string, MessageStructureObject>();
  const visit = (node: MessageStructureObject) => {
    if (node.childNodes?.length && node.type !== 'message/rfc822') node.childNodes.forEach(visit);
    else found.set(node.part ?? '1', node);
  };
  visit(structure);
  return found;
}
