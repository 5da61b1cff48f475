import type { ImapFlow } from 'imapflow';
import { toUidSet } from '../../../shared/values.ts';
import { isBroken } from '../../mail/failures.ts';
import { toSequenceSets } from '../../mail/ranges.ts';
import type { StoredFolder } from '../../store/inventory.ts';
import { type Details, fetchDetails } from './entries.ts';
import type { Entry } from './facts.ts';
import type { Check } from './follow.ts';
import type { Shelf } from './shelf.ts';

const BATCH = 500;

/** Reads the details that are missing in the selected folder, the heaviest pieces first. */
export async function fillIn(
  shelf: Shelf,
  imap: ImapFlow,
  folder: StoredFolder,
  check: Check,
): Promise<void> {
  const waiting = folder.pieces.filter(({ bare }) => bare > 0);
  for (const { place } of waiting.sort((a, b) => b.bareBytes - a.bareBytes)) {
    const entries = await shelf.open(folder, place);
    const bare = entries.filter(({ whole }) => !whole).map(({ uid }) => uid);
    for (let i = 0; i < bare.length; i += BATCH) {
      check();
      takeIn(entries, await detailsOf(imap, bare.slice(i, i + BATCH)));
    }
    await shelf.write(folder, {}, [{ place, entries }]);
  }
}

/** The same for these messages alone. */
export async function fillInFirst(
  shelf: Shelf,
  imap: ImapFlow,
  folder: StoredFolder,
  uids: number[],
  check: Check,
): Promise<void> {
  check();
  const details = await detailsOf(imap, uids);
  for (const { place, bare } of [...folder.pieces]) {
    if (!bare) continue;
    const entries = await shelf.open(folder, place);
    if (takeIn(entries, details)) await shelf.write(folder, {}, [{ place, entries }]);
  }
}

function takeIn(entries: Entry[], details: Map<number, Details>): boolean {
  let taken = false;
  for (const entry of entries) {
    const known = details.get(entry.uid);
    if (!known || entry.whole) continue;
    Object.assign(entry, known, { whole: true });
    taken = true;
  }
  return taken;
}

const NOTHING: Details = {
  from: '',
  name: '',
  list: null,
  leave: false,
  id: null,
  answers: [],
  files: [],
};

/** A message that the server stumbles over must not hide the others: it is found by halves, and left without. */
async function detailsOf(imap: ImapFlow, uids: number[]): Promise<Map<number, Details>> {
  const details = new Map<number, Details>();
  try {
    for (const range of toSequenceSets(toUidSet(uids)))
      for (const [uid, known] of await fetchDetails(imap, range)) details.set(uid, known);
    return details;
  } catch (error) {
    if (isBroken(error) || !imap.usable) throw error;
    if (uids.length === 1) return new Map([[uids[0]!, NOTHING]]);
    const half = Math.ceil(uids.length / 2);
    const first = await detailsOf(imap, uids.slice(0, half));
    return new Map([...first, ...(await detailsOf(imap, uids.slice(half)))]);
  }
}
