import type { MessageRow } from '../../../shared/messages.ts';

/** The messages that a row stands for, oldest first: one, or those of its conversation. */
export const membersOf = ({ uid, conversation }: MessageRow): readonly number[] =>
  conversation?.uids ?? [uid];

/** The messages of several rows; a row that is out of sight is its own message alone. */
export const membersOfAll = (
  find: (uid: number) => MessageRow | undefined,
  uids: Iterable<number>,
): number[] =>
  [...uids].flatMap((uid) => {
    const row = find(uid);
    return row ? [...membersOf(row)] : [uid];
  });

/** True when the row is the message, or the conversation it belongs to. */
export const holds = (row: MessageRow, uid: number) =>
  row.uid === uid || (row.conversation?.uids.includes(uid) ?? false);

export const isUnread = ({ flags, conversation }: MessageRow) =>
  conversation ? conversation.unread.length > 0 : !flags.includes('\\Seen');

export const isStarred = ({ flags, conversation }: MessageRow) =>
  conversation ? conversation.starred.length > 0 : flags.includes('\\Flagged');

/** The row with other flags on some of its conversation. */
export function flagMembers(
  row: MessageRow,
  isMeant: (uid: number) => boolean,
  change: (flags: string[]) => string[],
): MessageRow {
  const { conversation } = row;
  if (!conversation?.uids.some(isMeant)) return row;
  const has = (marked: readonly number[], flag: string) => (uid: number) =>
    isMeant(uid) ? change(marked.includes(uid) ? [flag] : []).includes(flag) : marked.includes(uid);
  const { uids, unread, starred } = conversation;
  const seen = uids.filter((uid) => !unread.includes(uid));
  return {
    ...row,
    conversation: {
      ...conversation,
      unread: uids.filter((uid) => !has(seen, '\\Seen')(uid)),
      starred: uids.filter(has(starred, '\\Flagged')),
    },
  };
}

/**
 * The row after some of its messages left: none, fewer, or not known until it is read again, because
 * another message is now its newest.
 */
export function withoutMembers(row: MessageRow, gone: ReadonlySet<number>): (MessageRow | null)[] {
  const left = membersOf(row).filter((uid) => !gone.has(uid));
  if (!left.length) return [];
  if (left.length === membersOf(row).length) return [row];
  if (gone.has(row.uid) || !row.conversation) return [null];
  const isLeft = (uid: number) => !gone.has(uid);
  const { unread, starred, people } = row.conversation;
  return [
    {
      ...row,
      conversation: {
        uids: left,
        unread: unread.filter(isLeft),
        starred: starred.filter(isLeft),
        people,
      },
    },
  ];
}
