import type { FetchMessageObject, ImapFlow, MailboxObject } from 'imapflow';
import type { MessageWindow } from '../../shared/messages.ts';
import { toUidSet } from '../../shared/values.ts';
import { fetchPreviews } from './imap.ts';
import { toSequenceSet } from './ranges.ts';
import { mendEnvelopes } from './raw-names.ts';
import { rowQuery, toRow } from './rows.ts';
import { isPlain, type View, type Views } from './views.ts';

/** Which rows of a view. */
export interface Place {
  offset: number;
  limit: number;
}

/**
 * Rows of a view, in its order. In arrival order a window is a FETCH by sequence numbers, whose cost
 * does not grow with the folder; other orders go through an array of UIDs kept in `views`.
 */
export async function readWindow(
  views: Views,
  account: string,
  imap: ImapFlow,
  mailbox: MailboxObject,
  view: View,
  place: Place,
): Promise<MessageWindow> {
  const seen = {
    modseq: modseqOf(mailbox),
    uidNext: mailbox.uidNext,
    uidValidity: String(mailbox.uidValidity),
  };
  const { total, fetched } = isPlain(view)
    ? await byArrival(imap, mailbox, view, place)
    : await byView(views, account, imap, mailbox, view, place);
  await mendEnvelopes(imap, fetched);
  const previews = await readyPreviews(imap, fetched);
  const rows = fetched.map((message) => toRow(message, previews.get(message.uid) ?? null));
  return { total, offset: place.offset, ...seen, rows };
}

/** The folder's HIGHESTMODSEQ as decimal text; '0' when the server keeps none (RFC 7162 NOMODSEQ). */
export function modseqOf(mailbox: MailboxObject): string {
  return mailbox.noModseq ? '0' : String(mailbox.highestModseq ?? 0);
}

async function byArrival(imap: ImapFlow, mailbox: MailboxObject, view: View, place: Place) {
  const total = mailbox.exists;
  const count = Math.min(place.limit, total - place.offset);
  if (count <= 0) return { total, fetched: [] };
  const first = view.ascending ? place.offset + 1 : total - place.offset - count + 1;
  const fetched = await imap.fetchAll(`${first}:${first + count - 1}`, rowQuery);
  fetched.sort((a, b) => (view.ascending ? a.seq - b.seq : b.seq - a.seq));
  return { total, fetched };
}

async function byView(
  views: Views,
  account: string,
  imap: ImapFlow,
  mailbox: MailboxObject,
  view: View,
  place: Place,
) {
  const uids = await views.uids(account, imap, mailbox, view);
  const wanted = [...uids.subarray(place.offset, place.offset + place.limit)];
  if (!wanted.length) return { total: uids.length, fetched: [] };
  const found = await imap.fetchAll(toSequenceSet(toUidSet(wanted)), rowQuery, { uid: true });
  const byUid = new Map(found.map((message) => [message.uid, message]));
  const fetched = wanted.map((uid) => byUid.get(uid)).filter((message) => message !== undefined);
  return { total: uids.length, fetched };
}

async function readyPreviews(imap: ImapFlow, fetched: FetchMessageObject[]) {
  if (!fetched.length) return new Map<number, string>();
  return fetchPreviews(imap, toSequenceSet(toUidSet(fetched.map(({ uid }) => uid))), true);
}
