import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Hits } from './hits.ts';

/** Folders with messages: UID → arrival. */
type Mail = Record<string, Map<number, number>>;

const newestFirst = (messages: Map<number, number>) =>
  [...messages].sort(([a, x], [b, y]) => y - x || b - a).map(([uid]) => uid);

const reader =
  (mail: Mail, asked: number[] = []) =>
  async (folder: string, uids: number[]) => {
    asked.push(uids.length);
    return new Map(uids.map((uid) => [uid, mail[folder]!.get(uid)!]));
  };

describe('hits of several folders', () => {
  it('come in one order, whatever windows are looked at', async () => {
    const messages = fc
      .uniqueArray(fc.record({ uid: fc.integer({ min: 1, max: 999 }), at: fc.nat(50) }), {
        selector: ({ uid }) => uid,
        maxLength: 40,
      })
      .map((all) => new Map(all.map(({ uid, at }) => [uid, at])));
    await fc.assert(
      fc.asyncProperty(
        fc.record({ INBOX: messages, A: messages, B: messages }),
        fc.array(fc.nat(60), { minLength: 1, maxLength: 5 }),
        async (mail, offsets) => {
          const hits = new Hits();
          for (const [folder, found] of Object.entries(mail)) hits.set(folder, newestFirst(found));
          const expected = Object.entries(mail)
            .flatMap(([folder, found]) =>
              [...found].map(([uid, received]) => ({ folder, uid, received })),
            )
            .sort(
              (a, b) =>
                b.received - a.received ||
                (a.folder === b.folder ? b.uid - a.uid : a.folder < b.folder ? -1 : 1),
            );
          expect(hits.total).toBe(expected.length);
          const windows = await Promise.all(
            offsets.map((offset) => hits.window(offset, 7, reader(mail))),
          );
          windows.forEach((window, i) => {
            expect(window).toEqual(
              expected
                .slice(offsets[i], offsets[i]! + 7)
                .map(({ folder, uid }) => ({ folder, uid })),
            );
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('read the arrival of the few that are looked at, not of all', async () => {
    const inbox = new Map(Array.from({ length: 100_000 }, (_, i) => [i + 1, i]));
    const hits = new Hits();
    hits.set('INBOX', newestFirst(inbox));
    const asked: number[] = [];
    const mail = { INBOX: inbox, A: new Map([[1, 99_999]]) };
    const last = await hits.window(99_999, 50, reader(mail, asked));
    expect([last, asked]).toEqual([[{ folder: 'INBOX', uid: 1 }], []]);
    hits.set('A', [1]);
    await hits.window(0, 40, reader(mail, asked));
    expect(asked).toEqual([50, 1]);
    expect(hits.total).toBe(100_001);
  });

  it('lose what has left, and say how many stay', async () => {
    const mail = {
      A: new Map([
        [1, 10],
        [2, 20],
        [3, 30],
      ]),
    };
    const hits = new Hits();
    hits.set('A', newestFirst(mail.A));
    await hits.window(0, 50, reader(mail));
    expect(hits.drop('A', [[2, 9]])).toBe(1);
    expect(hits.drop('B', [1])).toBe(0);
    expect(await hits.window(0, 50, reader(mail))).toEqual([{ folder: 'A', uid: 1 }]);
  });
});
