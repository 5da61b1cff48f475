import type { ImapFlow } from 'imapflow';
import { expect, it } from 'vitest';
import type { Lend } from '../../mail/part-stream.ts';
import { readLetters } from './read-letters.ts';

const COUNT = 5000;
const SMALL = 20_000;
const LARGE = 30_000_000;
/** A group of small messages, or a piece of a large one. */
const MOST_HELD = 1024 * 1024;

it('holds a million bytes of a mailbox at a time, and no connection while its reader is slow', async () => {
  const sizes = Array.from({ length: COUNT }, (_, i) => (i === 77 ? LARGE : SMALL));
  const held = { now: 0, most: 0, lent: 0, trips: 0 };
  const give = (length: number) => {
    held.now += length;
    held.most = Math.max(held.most, held.now);
    return Buffer.alloc(length);
  };
  const imap = {
    fetchAll: async (set: string, { source }: { source: boolean }) =>
      uidsIn(set).map((uid) => ({
        uid,
        internalDate: new Date(0),
        flags: new Set(),
        ...(source && { source: give(sizes[uid - 1]!) }),
      })),
    fetchOne: async (
      uid: string,
      { source }: { source: { start: number; maxLength: number } },
    ) => ({
      source: give(Math.min(source.maxLength, sizes[Number(uid) - 1]! - source.start)),
    }),
  } as unknown as ImapFlow;
  const lend: Lend = async (act) => {
    held.lent++;
    held.trips++;
    return act(imap).finally(() => held.lent--);
  };
  let read = 0;
  const wanted = sizes.map((size, i) => ({ uid: i + 1, size }));
  for await (const { found } of readLetters(lend, wanted, false)) {
    for await (const bytes of found!.bytes) {
      expect(held.lent).toBe(0);
      held.now -= bytes.length;
      read += bytes.length;
    }
  }
  expect(read).toBe(LARGE + (COUNT - 1) * SMALL);
  expect(held.most).toBeLessThanOrEqual(MOST_HELD);
  // Many at a time all the same: a round trip for each would take long.
  expect(held.trips).toBeLessThan(COUNT / 30);
  expect(held.now).toBe(0);
});

const uidsIn = (set: string) =>
  set.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split(':').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
