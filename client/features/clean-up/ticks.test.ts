import { describe, expect, it } from 'vitest';
import { ALL, chosenBy, isTicked, NONE, tick, ticked } from './ticks.ts';

const row = (uid: number, folder = 'INBOX', size = 1000) => ({
  folder,
  uidValidity: '7',
  uid,
  size,
});
const WHOLE = { messages: 10, bytes: 50_000 };

describe('ticks', () => {
  it('mean everything until one is taken away, and then all but that', () => {
    expect(chosenBy(ALL, { sender: 'a@b.example' })).toEqual({ sender: 'a@b.example' });
    const some = tick(ALL, [row(3), row(4), row(9, 'Sent', 5000)], false);
    expect(ticked(some, WHOLE)).toEqual({ messages: 7, bytes: 43_000 });
    expect(isTicked(some, row(3))).toBe(false);
    expect(isTicked(some, row(5))).toBe(true);
    expect(chosenBy(some, { keepLatest: 1 })).toEqual({
      keepLatest: 1,
      but: [
        { folder: 'INBOX', uidValidity: '7', uids: [[3, 4]] },
        { folder: 'Sent', uidValidity: '7', uids: [9] },
      ],
    });
    expect(tick(some, [row(3), row(4), row(9, 'Sent')], true).others.size).toBe(0);
  });

  it('mean nothing until one is ticked, and then that alone', () => {
    const some = tick(NONE, [row(3)], true);
    expect(ticked(NONE, WHOLE)).toEqual({ messages: 0, bytes: 0 });
    expect(ticked(some, WHOLE)).toEqual({ messages: 1, bytes: 1000 });
    expect(isTicked(some, row(4))).toBe(false);
    expect(chosenBy(some, { sender: 'a@b.example', keepLatest: 1 })).toEqual({
      sender: 'a@b.example',
      only: [{ folder: 'INBOX', uidValidity: '7', uids: [3] }],
    });
  });

  it('keep what was taken away before', () => {
    const before = [{ folder: 'INBOX', uidValidity: '7', uids: [1] }];
    expect(chosenBy(tick(ALL, [row(3)], false), { but: before }).but).toEqual([
      { folder: 'INBOX', uidValidity: '7', uids: [1, 3] },
    ]);
  });

  it('tell a folder that was made anew from the one before', () => {
    const some = tick(ALL, [row(3)], false);
    expect(isTicked(some, { ...row(3), uidValidity: '8' })).toBe(true);
  });
});
