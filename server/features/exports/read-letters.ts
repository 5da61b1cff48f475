import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { toUidSet } from '../../../shared/values.ts';
import { type Lend, readStored } from '../../mail/part-stream.ts';
import { toSequenceSet } from '../../mail/ranges.ts';

/** Bytes that are in memory at once: larger messages come alone and in pieces. */
const MOST_BYTES = 1024 * 1024;
const MOST_MESSAGES = 200;

export interface ReadLetter {
  uid: number;
  /** null = it has left the folder. */
  found:
    | (Pick<FetchMessageObject, 'flags' | 'internalDate' | 'envelope'> & { bytes: Bytes })
    | null;
}
type Bytes = Iterable<Buffer> | AsyncIterable<Buffer>;

/**
 * Reads messages whole, in the order given: small ones many at a time, a large one in pieces. A connection is borrowed for
 * each act, so that a slow reader holds none and the page is served in between.
 *
 * @param withEnvelope asks for sender and subject too.
 */
export async function* readLetters(
  lend: Lend,
  wanted: { uid: number; size: number }[],
  withEnvelope: boolean,
): AsyncGenerator<ReadLetter> {
  for (const group of inGroups(wanted)) {
    const isLarge = group[0]!.size > MOST_BYTES;
    const query = { uid: true, flags: true, internalDate: true, envelope: withEnvelope };
    const fetched = await lend((imap) => fetchAll(imap, group, { ...query, source: !isLarge }));
    for (const { uid } of group) {
      const one = fetched.get(uid);
      const bytes = isLarge ? readStored(lend, { uid, section: '' }) : [one?.source ?? NOTHING];
      // A message is let go when it is passed on: a group may be all that memory allows.
      fetched.delete(uid);
      yield { uid, found: one ? { ...one, bytes } : null };
    }
  }
}

const NOTHING = Buffer.alloc(0);

async function fetchAll(
  imap: ImapFlow,
  group: { uid: number }[],
  query: {
    source: boolean;
    uid: boolean;
    flags: boolean;
    internalDate: boolean;
    envelope: boolean;
  },
) {
  const set = toSequenceSet(toUidSet(group.map(({ uid }) => uid)));
  const found = new Map<number, FetchMessageObject>();
  // A flag that changes meanwhile comes as a second, almost empty message (RFC 9051 section 7.5.2).
  for (const one of await imap.fetchAll(set, query, { uid: true }))
    if (one.internalDate && (!query.source || one.source)) found.set(one.uid, one);
  return found;
}

function* inGroups(wanted: { uid: number; size: number }[]) {
  let group: { uid: number; size: number }[] = [];
  let bytes = 0;
  for (const one of wanted) {
    if (group.length && (bytes + one.size > MOST_BYTES || group.length >= MOST_MESSAGES)) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(one);
    bytes += one.size;
  }
  if (group.length) yield group;
}
