import type { ExpungeEvent, ImapFlow, MailboxObject } from 'imapflow';
import type { StoredFolder } from '../../store/inventory.ts';
import { bareQuery, toBareEntry, toFlagged } from './entries.ts';
import type { Entry } from './facts.ts';
import { messagesOf, PIECE, type Shelf } from './shelf.ts';

/** Asked between two steps; throws when the reading was stopped. */
export type Check = () => void;

/**
 * Brings what is known of the selected folder up to date, but for details: which messages there are, their flags,
 * dates and sizes. Each step is written down, in an order in which being cut off loses nothing: what was not
 * written is asked for again.
 */
export async function followFolder(
  shelf: Shelf,
  imap: ImapFlow,
  mailbox: MailboxObject,
  folder: StoredFolder,
  check: Check,
): Promise<void> {
  const modseq = mailbox.noModseq ? '0' : String(mailbox.highestModseq ?? 0);
  const uidNext = mailbox.uidNext;
  const tells = imap.enabled.has('QRESYNC') && modseq !== '0' && folder.modseq !== '0';
  if (folder.uidNext > 1) {
    if (!tells) await compare(shelf, imap, folder, check);
    else if (modseq !== folder.modseq) await takeChanges(shelf, imap, folder, check);
  }
  await takeArrivals(shelf, imap, folder, { modseq, uidNext }, check);
  if ((imap.mailbox || mailbox).exists === messagesOf(folder)) return;
  // What the server told does not add up, or something came or went at this moment.
  await compare(shelf, imap, folder, check);
  await takeArrivals(shelf, imap, folder, { modseq, uidNext: folder.uidNext }, check);
}

const SAMPLE = 50;

/**
 * True when the selected folder holds messages that are known of another, under the same UIDs: then it is that one,
 * renamed. Servers that give every folder the same UIDVALIDITY exist.
 */
export async function isSameFolder(
  shelf: Shelf,
  imap: ImapFlow,
  folder: StoredFolder,
): Promise<boolean> {
  const [piece] = folder.pieces;
  if (!piece) return false;
  const known = new Map<number, Entry>();
  for (const entry of (await shelf.open(folder, piece.place)).slice(-SAMPLE))
    known.set(entry.uid, entry);
  let same = 0;
  const range = [...known.keys()].join(',');
  for await (const one of imap.fetch(range, bareQuery, { uid: true })) {
    const now = toBareEntry(one);
    const before = now && known.get(now.uid);
    if (!before) continue;
    if (before.size !== now.size || before.received !== now.received) return false;
    same++;
  }
  return same > 0;
}

/** What the server tells of flags that changed and of messages that went (RFC 7162). */
async function takeChanges(shelf: Shelf, imap: ImapFlow, folder: StoredFolder, check: Check) {
  const vanished: number[] = [];
  const hear = ({ uid }: ExpungeEvent) => {
    if (uid !== undefined) vanished.push(uid);
  };
  const flags = new Map<number, Set<string>>();
  imap.on('expunge', hear);
  try {
    const since = { uid: true, changedSince: BigInt(folder.modseq) };
    const range = `1:${folder.uidNext - 1}`;
    for await (const one of imap.fetch(range, { uid: true, flags: true }, since))
      if (one.flags) flags.set(one.uid, one.flags);
  } finally {
    imap.off('expunge', hear);
  }
  const gone = new Set(vanished);
  const touched = placesOf(folder, [...flags.keys(), ...vanished]);
  for (const place of touched) {
    check();
    const before = await shelf.open(folder, place);
    await shelf.write(folder, {}, [{ place, entries: changed(before, flags, gone) }]);
  }
}

const changed = (entries: Entry[], flags: Map<number, Set<string>>, gone: Set<number>) =>
  entries
    .filter(({ uid }) => !gone.has(uid))
    .map((entry) => {
      const now = flags.get(entry.uid);
      return now ? { ...entry, ...toFlagged(now) } : entry;
    });

/** The pieces in which these UIDs are, or would be. */
function placesOf(folder: StoredFolder, uids: number[]): Set<number> {
  const places = folder.pieces.map(({ place }) => place);
  const found = new Set<number>();
  let i = 0;
  for (const uid of Uint32Array.from(uids).sort()) {
    while (places[i + 1] !== undefined && places[i + 1]! <= uid) i++;
    if (places[i] !== undefined && places[i]! <= uid) found.add(places[i]!);
  }
  return found;
}

/** For servers that tell no changes: every UID and its flags, beside what is known, piece by piece. */
async function compare(shelf: Shelf, imap: ImapFlow, folder: StoredFolder, check: Check) {
  for (const [i, { place }] of [...folder.pieces].entries()) {
    check();
    const next = folder.pieces.find((other) => other.place > place)?.place ?? folder.uidNext;
    const before = await shelf.open(folder, place);
    const now = new Map<number, Entry>();
    const range = `${i === 0 ? 1 : place}:${Math.max(next - 1, 1)}`;
    for await (const one of imap.fetch(range, bareQuery, { uid: true })) {
      const entry = toBareEntry(one);
      if (entry) now.set(entry.uid, entry);
    }
    const known = new Map(before.map((entry) => [entry.uid, entry]));
    const entries = [...now.values()]
      .filter(({ uid }) => uid < next)
      .sort((a, b) => a.uid - b.uid)
      .map((entry) => merged(known.get(entry.uid), entry));
    if (!isSame(before, entries)) await shelf.write(folder, {}, [{ place, entries }]);
  }
}

const merged = (known: Entry | undefined, now: Entry): Entry =>
  known ? { ...known, seen: now.seen, starred: now.starred, answered: now.answered } : now;

const isSame = (before: Entry[], now: Entry[]) =>
  before.length === now.length &&
  now.every((entry, i) => {
    const old = before[i]!;
    return (
      old.uid === entry.uid &&
      old.seen === entry.seen &&
      old.starred === entry.starred &&
      old.answered === entry.answered
    );
  });

/** Messages that are new since, or all of them; `state` is the folder's at the time of SELECT. */
async function takeArrivals(
  shelf: Shelf,
  imap: ImapFlow,
  folder: StoredFolder,
  state: Pick<StoredFolder, 'modseq' | 'uidNext'>,
  check: Check,
) {
  let fresh: Entry[] = [];
  const last = folder.pieces.at(-1);
  let place = folder.uidNext;
  if (last && last.messages < PIECE && state.uidNext > folder.uidNext) {
    place = last.place;
    fresh = await shelf.open(folder, place);
  }
  const known = fresh.length;
  const flush = async () => {
    const entries = fresh;
    fresh = [];
    const next = entries.at(-1)!.uid + 1;
    await shelf.write(folder, { modseq: state.modseq, uidNext: next }, [{ place, entries }]);
    place = next;
  };
  if (state.uidNext > folder.uidNext) {
    const first = folder.uidNext;
    for await (const one of imap.fetch(`${first}:*`, bareQuery, { uid: true })) {
      const entry = toBareEntry(one);
      // "9:*" answers with the last message, though it be 7.
      if (!entry || entry.uid < first || entry.uid <= (fresh.at(-1)?.uid ?? 0)) continue;
      check();
      fresh.push(entry);
      if (fresh.length >= PIECE) await flush();
    }
    if (fresh.length > (place === last?.place ? known : 0)) await flush();
  }
  const uidNext = Math.max(folder.uidNext, state.uidNext);
  if (folder.version === 0 || folder.modseq !== state.modseq || folder.uidNext !== uidNext)
    await shelf.write(folder, { modseq: state.modseq, uidNext });
}
