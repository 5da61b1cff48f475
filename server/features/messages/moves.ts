import type { ImapFlow } from 'imapflow';
import { toUidSet, type UidSet } from '../../../shared/values.ts';
import { toSequenceSet, toSequenceSets } from '../../mail/ranges.ts';
import { transfer } from '../../mail/transfer.ts';

/** Where messages went. */
export interface Moved {
  count: number;
  /** Their UIDs before and after, and the UIDVALIDITY there: null when the server does not tell. */
  places: { uidValidity: string; uids: Map<number, number> } | null;
}

/**
 * Copies or moves messages of the selected folder: in one command when their UIDs fit on a line, so
 * that the server does all or nothing; else piece by piece, and what went before a refusal comes back.
 */
export async function transferAll(
  imap: ImapFlow,
  verb: 'COPY' | 'MOVE',
  uids: UidSet,
  to: string,
): Promise<Moved> {
  const from = imap.mailbox ? imap.mailbox.path : '';
  const present = await countPresent(imap, uids);
  if (!present) return { count: 0, places: null };
  const moved = new Map<number, number>();
  let uidValidity = '';
  try {
    for (const range of toSequenceSets(uids)) {
      const { places } = await transfer(imap, verb, range, to);
      if (!places) continue;
      uidValidity = places.uidValidity;
      for (const [before, after] of places.uids) moved.set(before, after);
    }
  } catch (error) {
    if (moved.size) await takeBack(imap, verb, [...moved.values()], to, from).catch(() => {});
    throw error;
  }
  return moved.size
    ? { count: moved.size, places: { uidValidity, uids: moved } }
    : { count: present, places: null };
}

/** How many of the UIDs are in the selected folder. */
export async function countPresent(imap: ImapFlow, uids: UidSet): Promise<number> {
  let count = 0;
  for (const uid of toSequenceSets(uids))
    count += ((await imap.search({ uid }, { uid: true })) || []).length;
  return count;
}

async function takeBack(
  imap: ImapFlow,
  verb: 'COPY' | 'MOVE',
  uids: number[],
  there: string,
  here: string,
) {
  await imap.mailboxOpen(there);
  for (const range of toSequenceSets(toUidSet(uids))) {
    if (verb === 'MOVE') await transfer(imap, 'MOVE', range, here);
    else await imap.messageDelete(range, { uid: true });
  }
  await imap.mailboxOpen(here);
}

/** Deletes messages of the selected folder for good. @returns how many there were. */
export async function expungeAll(imap: ImapFlow, uids: UidSet): Promise<number> {
  let count = 0;
  for (const range of toSequenceSets(uids)) {
    const found = (await imap.search({ uid: range }, { uid: true })) || [];
    if (!found.length) continue;
    // Without UIDPLUS an EXPUNGE takes whatever is marked: nothing but what was asked may be.
    await imap.messageDelete(toSequenceSet([...toUidSet(found)]), { uid: true });
    count += found.length;
  }
  return count;
}
