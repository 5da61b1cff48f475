import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { Conversation, MessageRow } from '../../shared/messages.ts';
import { toUidSet } from '../../shared/values.ts';
import { toSequenceSet } from './ranges.ts';
import { fetchForRows } from './read-rows.ts';
import { rowQuery, toAddresses, toFlags, toRow } from './rows.ts';

/** Messages of one conversation whose flags and senders are read; of a longer one the newest. */
const MOST_READ = 50;
const MOST_PEOPLE = 6;

/**
 * Conversations of the selected folder as rows: the newest message, and what the others add to it.
 *
 * @param threads the UIDs of each, ascending.
 */
export async function readConversationRows(
  imap: ImapFlow,
  threads: number[][],
  previewsOf: (fetched: FetchMessageObject[]) => Promise<Map<number, string>>,
): Promise<MessageRow[]> {
  const newest = await fetchByUid(
    imap,
    threads.map((thread) => thread.at(-1)!),
    rowQuery,
  );
  const others = threads.flatMap((thread) => thread.slice(-MOST_READ, -1));
  const read = await fetchByUid(imap, others, { uid: true, flags: true, envelope: true });
  const previews = await previewsOf([...newest.values()]);
  return threads.flatMap((thread) => {
    const last = newest.get(thread.at(-1)!);
    if (!last) return [];
    const row = toRow(last, previews.get(last.uid) ?? null);
    if (thread.length === 1) return [row];
    const members = thread.flatMap((uid) => read.get(uid) ?? newest.get(uid) ?? []);
    return [{ ...row, conversation: toConversation(thread, members) }];
  });
}

function toConversation(uids: number[], members: FetchMessageObject[]): Conversation {
  const flagsOf = new Map(members.map(({ uid, flags }) => [uid, toFlags(flags)]));
  const having = (wanted: (flags: string[]) => boolean) =>
    [...flagsOf].flatMap(([uid, flags]) => (wanted(flags) ? [uid] : []));
  const people = members.flatMap(({ envelope }) => toAddresses(envelope?.from).slice(0, 1));
  const byAddress = new Map(people.map((person) => [person.address.toLowerCase(), person]));
  return {
    uids,
    unread: having((flags) => !flags.includes('\\Seen')),
    starred: having((flags) => flags.includes('\\Flagged')),
    people: [...byAddress.values()].slice(-MOST_PEOPLE),
  };
}

async function fetchByUid(
  imap: ImapFlow,
  uids: number[],
  query: typeof rowQuery,
): Promise<Map<number, FetchMessageObject>> {
  if (!uids.length) return new Map();
  const fetched = await fetchForRows(imap, toSequenceSet(toUidSet(uids)), query);
  return new Map(fetched.map((message) => [message.uid, message]));
}
