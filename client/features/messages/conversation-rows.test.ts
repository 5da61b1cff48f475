import { describe, expect, it } from 'vitest';
import type { MessageRow } from '../../../shared/messages.ts';
import {
  flagMembers,
  holds,
  isStarred,
  isUnread,
  membersOf,
  withoutMembers,
} from './conversation-rows.ts';

const single: MessageRow = {
  uid: 9,
  flags: ['\\Seen'],
  modseq: '1',
  from: [],
  to: [],
  subject: 'Alone',
  date: 0,
  received: 0,
  size: 0,
  hasAttachment: false,
  preview: '',
};
const people = [{ name: 'Zoé', address: 'z@x.example' }];
const three: MessageRow = {
  ...single,
  conversation: { uids: [2, 5, 9], unread: [5], starred: [2], people },
};

describe('a row', () => {
  it('stands for its message, or for all of its conversation', () => {
    expect(membersOf(single)).toEqual([9]);
    expect(membersOf(three)).toEqual([2, 5, 9]);
    expect(holds(three, 2)).toBe(true);
    expect(holds(single, 2)).toBe(false);
  });

  it('is unread or starred when one of its messages is', () => {
    expect([isUnread(single), isStarred(single)]).toEqual([false, false]);
    expect([isUnread(three), isStarred(three)]).toEqual([true, true]);
  });
});

describe('flags that change', () => {
  const mark = (isMeant: (uid: number) => boolean, flags: string[]) =>
    flagMembers(three, isMeant, () => flags).conversation;

  it('reach the members that are meant', () => {
    expect(mark((uid) => uid === 5, ['\\Seen'])?.unread).toEqual([]);
    expect(mark(() => true, [])).toMatchObject({ unread: [2, 5, 9], starred: [] });
    expect(mark((uid) => uid === 9, ['\\Seen', '\\Flagged'])).toMatchObject({
      unread: [5],
      starred: [2, 9],
    });
  });

  it('leave other conversations as they are', () => {
    expect(
      flagMembers(
        three,
        (uid) => uid === 7,
        () => [],
      ),
    ).toBe(three);
    expect(
      flagMembers(
        single,
        () => true,
        () => [],
      ),
    ).toBe(single);
  });
});

describe('messages that leave', () => {
  const without = (row: MessageRow, ...uids: number[]) => withoutMembers(row, new Set(uids));

  it('take the row with them when they were all of it', () => {
    expect(without(single, 9)).toEqual([]);
    expect(without(three, 2, 5, 9)).toEqual([]);
    expect(without(three, 7)).toEqual([three]);
  });

  it('leave the others, with what is said of them', () => {
    expect(without(three, 5)[0]?.conversation).toEqual({
      uids: [2, 9],
      unread: [],
      starred: [2],
      people,
    });
  });

  it('leave a row to be read again when its newest went', () => {
    expect(without(three, 9)).toEqual([null]);
  });
});
