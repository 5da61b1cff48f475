import { describe, expect, it } from 'vitest';
import { emptyIndex, grow, keepOnly, lengthOf, renew, threadAt, threadOf } from './thread-index.ts';
import { threadsOfHeaders } from './threads.ts';

const all = (index: ReturnType<typeof emptyIndex>) =>
  Array.from({ length: lengthOf(index) }, (_, place) => threadAt(index, place));

describe('an index of conversations', () => {
  it('grows from the newest message down, each conversation once', () => {
    const top = grow(emptyIndex(11), [[8], [2, 10], [9]], 8);
    expect(all(top)).toEqual([[2, 10], [9], [8]]);
    const whole = grow(top, [[2, 10], [1, 3], [4], [5, 7]], 1);
    expect(all(whole)).toEqual([[2, 10], [9], [8], [5, 7], [4], [1, 3]]);
    expect(whole.through).toBe(1);
  });

  it('puts an answered conversation on top, and joins what an answer joins', () => {
    const index = grow(emptyIndex(6), [[1, 4], [2], [3], [5]], 1);
    expect(all(renew(index, [[2, 6]]))).toEqual([[2, 6], [5], [1, 4], [3]]);
    expect(all(renew(index, [[1, 3, 4, 7], [8]]))).toEqual([[8], [1, 3, 4, 7], [5], [2]]);
  });

  it('forgets what is gone; a conversation stands where its newest message stands', () => {
    const index = grow(emptyIndex(7), [[1, 6], [5], [2, 3]], 1);
    expect(all(keepOnly(index, (uid) => uid !== 6 && uid !== 2))).toEqual([[5], [3], [1]]);
  });

  it('holds each message once where the server does not thread and tells a conversation in parts', () => {
    const top = grow(emptyIndex(11), [[7, 10], [9], [8]], 8);
    const whole = grow(top, [[2, 7], [1], [3, 6]], 1);
    expect(all(whole)).toEqual([[2, 7, 10], [9], [8], [3, 6], [1]]);
    expect(all(renew(whole, [[10, 11]]))[0]).toEqual([2, 7, 10, 11]);
    expect(all(renew(whole, [[6, 9, 11]]))).toEqual([[3, 6, 9, 11], [2, 7, 10], [8], [1]]);
  });

  it('finds a conversation below again, once, after its newest message is gone', () => {
    const top = keepOnly(grow(emptyIndex(11), [[2, 10], [9]], 8), (uid) => uid !== 10);
    expect(all(top)).toEqual([[9]]);
    expect(all(grow(top, [[2], [1, 3]], 1))).toEqual([[9], [1, 3], [2]]);
  });

  it('finds the conversation of a message', () => {
    const index = grow(emptyIndex(7), [[1, 6], [5], [2, 3]], 1);
    expect(threadOf(index, 2)).toEqual([2, 3]);
    expect(threadOf(index, 6)).toEqual([1, 6]);
    expect(threadOf(index, 4)).toBeNull();
  });
});

describe('conversations from headers', () => {
  const links = (uid: number, id: string, ...parents: string[]) => ({ uid, id, parents });

  it('joins what names each other, or the same message that is not there', () => {
    expect(
      threadsOfHeaders([
        links(1, '<a>'),
        links(2, '<b>', '<gone>'),
        links(3, '<c>', '<a>'),
        links(4, '<d>', '<gone>'),
        links(5, ''),
        links(6, ''),
      ]),
    ).toEqual([[1, 3], [2, 4], [5], [6]]);
  });

  it('ends where messages answer each other in a circle, and holds a chain of 10,000', () => {
    expect(threadsOfHeaders([links(1, '<a>', '<b>'), links(2, '<b>', '<a>')])).toEqual([[1, 2]]);
    const chain = Array.from({ length: 10_000 }, (_, i) => links(i + 1, `<${i}>`, `<${i - 1}>`));
    expect(threadsOfHeaders(chain)).toHaveLength(1);
    expect(threadsOfHeaders(chain.toReversed())).toHaveLength(1);
  });
});
