import type { ExpungeEvent, FetchMessageObject, ImapFlow, MailboxObject } from 'imapflow';
import type { KnownFolder, MessagesChanged } from '../../shared/events.ts';
import { toUidSet } from '../../shared/values.ts';
import { fetchPreviews } from './imap.ts';
import { toSequenceSet } from './ranges.ts';
import { fetchForRows } from './read-rows.ts';
import { toFlags, toRow } from './rows.ts';
import { modseqOf } from './windows.ts';

/** More changes than this are read again as windows: cheaper than telling each. */
const MOST_CHANGES = 2000;
const MOST_ARRIVALS = 200;

/**
 * What changed in the selected folder since the MODSEQ that somebody knows (RFC 7162 CHANGEDSINCE
 * and VANISHED). Without CONDSTORE and QRESYNC, or when too much changed, `complete` is false.
 *
 * @param atLeast a HIGHESTMODSEQ heard before this call, which the answer therefore covers.
 */
export async function changesSince(
  imap: ImapFlow,
  mailbox: MailboxObject,
  known: KnownFolder,
  atLeast = '0',
): Promise<MessagesChanged> {
  const now = {
    uidValidity: String(mailbox.uidValidity),
    modseq: larger(modseqOf(mailbox), atLeast),
    uidNext: mailbox.uidNext,
    total: mailbox.exists,
  };
  const base = {
    type: 'messages' as const,
    path: ['messages', known.folder] as ['messages', string],
    folder: known.folder,
    since: known.modseq,
  };
  const unknown = { ...base, ...now, complete: false, flags: [], vanished: [], ...NOTHING_CAME };
  const tells = imap.enabled.has('QRESYNC') && !mailbox.noModseq;
  if (!tells || now.uidValidity !== known.uidValidity || known.modseq === '0') return unknown;
  const { changed, vanished } = await fetchChanges(imap, known.modseq);
  const arrivals = changed.filter(({ uid }) => uid >= known.uidNext);
  if (changed.length + vanished.length > MOST_CHANGES || arrivals.length > MOST_ARRIVALS)
    return unknown;
  return {
    ...base,
    ...now,
    uidNext: Math.max(now.uidNext, ...arrivals.map(({ uid }) => uid + 1)),
    complete: true,
    flags: changed.filter(({ uid }) => uid < known.uidNext).map(toFlagChange),
    vanished,
    ...(await fetchArrivals(
      imap,
      arrivals.map(({ uid }) => uid),
    )),
  };
}

async function fetchChanges(imap: ImapFlow, since: string) {
  const vanished: number[] = [];
  const collect = (event: ExpungeEvent) => {
    if (event.uid !== undefined) vanished.push(event.uid);
  };
  imap.on('expunge', collect);
  try {
    const changed = await imap.fetchAll(
      '1:*',
      { uid: true, flags: true },
      { uid: true, changedSince: BigInt(since) },
    );
    return { changed, vanished };
  } finally {
    imap.off('expunge', collect);
  }
}

const toFlagChange = ({ uid, flags, modseq }: FetchMessageObject) => ({
  uid,
  flags: toFlags(flags),
  modseq: String(modseq ?? 0),
});

type Arrivals = Pick<MessagesChanged, 'added' | 'beginnings'>;
const NOTHING_CAME: Arrivals = { added: [], beginnings: [] };

async function fetchArrivals(imap: ImapFlow, uids: number[]): Promise<Arrivals> {
  if (!uids.length) return NOTHING_CAME;
  const range = toSequenceSet(toUidSet(uids));
  const fetched = await fetchForRows(imap, range);
  const previews = await fetchPreviews(imap, range, false);
  const added = fetched
    .map((message) => toRow(message, previews.get(message.uid) ?? null))
    .sort((a, b) => a.uid - b.uid);
  const beginnings = fetched.flatMap(({ uid, envelope }) => (envelope?.inReplyTo ? [] : [uid]));
  return { added, beginnings };
}

const larger = (a: string, b: string) => (BigInt(a) >= BigInt(b) ? a : b);
