import type { FetchMessageObject, ImapFlow, MailboxObject } from 'imapflow';
import type { MessageWindow } from '../../shared/messages.ts';
import { toUidSet } from '../../shared/values.ts';
import { readConversationRows } from './conversation-rows.ts';
import type { Conversations } from './conversations.ts';
import { fetchWhole } from './fetch.ts';
import { fetchPreviews } from './imap.ts';
import { toSequenceSet } from './ranges.ts';
import { mendEnvelopes } from './raw-names.ts';
import { rowQuery, toRow } from './rows.ts';
import { lengthOf, threadAt } from './thread-index.ts';
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
  const seen = stateOf(mailbox);
  const { total, fetched } = isPlain(view)
    ? await byArrival(imap, mailbox, view, place)
    : await byView(views, account, imap, mailbox, view, place);
  await mendEnvelopes(imap, fetched);
  const previews = await readyPreviews(imap, fetched);
  const rows = fetched.map((message) => toRow(message, previews.get(message.uid) ?? null));
  return { total, offset: place.offset, ...seen, rows };
}

/**
 * Conversations of a folder, the one with the newest message first.
 *
 * @returns the window, and whether the whole folder is grouped: until then `total` counts each message
 * that is not as one.
 */
export async function readConversations(
  conversations: Conversations,
  account: string,
  imap: ImapFlow,
  mailbox: MailboxObject,
  ascending: boolean,
  place: Place,
): Promise<{ window: MessageWindow; isComplete: boolean }> {
  const seen = stateOf(mailbox);
  const wanted = ascending ? Number.POSITIVE_INFINITY : place.offset + place.limit;
  const { index, total, isComplete } = await conversations.read(account, imap, mailbox, wanted);
  const count = Math.max(0, Math.min(place.limit, lengthOf(index) - place.offset));
  const threads = Array.from({ length: count }, (_, i) =>
    threadAt(index, ascending ? lengthOf(index) - 1 - place.offset - i : place.offset + i),
  );
  const rows = await readConversationRows(imap, threads, (found) => readyPreviews(imap, found));
  return { window: { total, offset: place.offset, ...seen, rows }, isComplete };
}

const stateOf = (mailbox: MailboxObject) => ({
  modseq: modseqOf(mailbox),
  uidNext: mailbox.uidNext,
  uidValidity: String(mailbox.uidValidity),
});

/** The folder's HIGHESTMODSEQ as decimal text; '0' when the server keeps none (RFC 7162 NOMODSEQ). */
export function modseqOf(mailbox: MailboxObject): string {
  return mailbox.noModseq ? '0' : String(mailbox.highestModseq ?? 0);
}

async function byArrival(imap: ImapFlow, mailbox: MailboxObject, view: View, place: Place) {
  const total = mailbox.exists;
  const count = Math.min(place.limit, total - place.offset);
  if (count <= 0) return { total, fetched: [] };
  const first = view.ascending ? place.offset + 1 : total - place.offset - count + 1;
  const fetched = await fetchWhole(imap, `${first}:${first + count - 1}`, rowQuery);
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
  const found = await fetchWhole(imap, toSequenceSet(toUidSet(wanted)), rowQuery, { uid: true });
  const byUid = new Map(found.map((message) => [message.uid, message]));
  const fetched = wanted.map((uid) => byUid.get(uid)).filter((message) => message !== undefined);
  return { total: uids.length, fetched };
}

async function readyPreviews(imap: ImapFlow, fetched: FetchMessageObject[]) {
  if (!fetched.length) return new Map<number, string>();
  return fetchPreviews(imap, toSequenceSet(toUidSet(fetched.map(({ uid }) => uid))), true);
}
