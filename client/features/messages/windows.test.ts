import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MessageRow, WINDOW } from '../../../shared/messages.ts';
import { type ListWindow, patchFlags, shiftWindows } from './windows.ts';

const rowOf = (uid: number): MessageRow => ({
  uid,
  flags: [],
  modseq: '1',
  from: [],
  to: [],
  subject: `n${uid}`,
  date: uid,
  received: uid,
  size: 1,
  hasAttachment: false,
  preview: '',
});

/** The windows of a folder with these UIDs that a client has read. */
function windowsOf(uids: number[], offsets: number[]): ListWindow[] {
  const newestFirst = uids.toSorted((a, b) => b - a);
  return offsets.map((offset) => ({
    total: uids.length,
    offset,
    uidValidity: '1',
    modseq: '1',
    uidNext: Math.max(0, ...uids) + 1,
    rows: newestFirst.slice(offset, offset + WINDOW).map(rowOf),
  }));
}

const uidsIn = (windows: ListWindow[]) =>
  windows.map(({ rows }) => rows.map((row) => row?.uid ?? null));

describe('windows of the list', () => {
  it('put new mail in front', () => {
    const shifted = shiftWindows(windowsOf([1, 2, 3], [0]), {
      vanished: [],
      added: [rowOf(4), rowOf(5)],
      total: 5,
    });
    expect(uidsIn(shifted ?? [])).toEqual([[5, 4, 3, 2, 1]]);
  });

  it('close the gap of what vanished', () => {
    const shifted = shiftWindows(windowsOf([1, 2, 3], [0]), { vanished: [2], added: [], total: 2 });
    expect(uidsIn(shifted ?? [])).toEqual([[3, 1]]);
  });

  it('take no message twice', () => {
    const shifted = shiftWindows(windowsOf([1, 2], [0]), {
      vanished: [],
      added: [rowOf(2)],
      total: 2,
    });
    expect(uidsIn(shifted ?? [])).toEqual([[2, 1]]);
  });

  it('are given up when the counts do not add up', () => {
    expect(shiftWindows(windowsOf([1, 2], [0]), { vanished: [], added: [], total: 7 })).toBeNull();
  });

  it('never show a row at a wrong place, whatever comes and goes', () => {
    const folder = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(
        folder,
        fc.infiniteStream(fc.boolean()),
        fc.nat({ max: 60 }),
        (uids, coin, arrivals) => {
          const flips = coin[Symbol.iterator]();
          const vanished = uids.filter(() => flips.next().value);
          const added = Array.from({ length: arrivals }, (_, i) => rowOf(401 + i));
          const offsets = [0, 50, 100, 150].filter(
            (offset) => offset < uids.length && flips.next().value,
          );
          const after = [
            ...uids.filter((uid) => !vanished.includes(uid)),
            ...added.map(({ uid }) => uid),
          ];
          const truth = windowsOf(after, offsets);
          const shifted = shiftWindows(windowsOf(uids, offsets), {
            vanished,
            added,
            total: after.length,
          });
          expect(shifted).not.toBeNull();
          shifted?.forEach((window, w) => {
            expect(window.rows).toHaveLength(truth[w]!.rows.length);
            window.rows.forEach((row, i) => {
              if (row) expect(row.uid).toBe(truth[w]!.rows[i]!.uid);
            });
          });
          // What a window knew and still holds is never asked for again.
          const kept = new Set(
            windowsOf(uids, offsets).flatMap(({ rows }) => rows.map((row) => row?.uid)),
          );
          shifted?.forEach((window, w) => {
            truth[w]!.rows.forEach((row, i) => {
              if (row && kept.has(row.uid)) expect(window.rows[i]?.uid).toBe(row.uid);
            });
          });
        },
      ),
    );
  });

  it('take flags by UID', () => {
    const [window] = windowsOf([1, 2], [0]);
    const patched = patchFlags(window!, [{ uid: 2, flags: ['\\Seen'], modseq: '9' }]);
    expect(patched.rows.map((row) => row?.flags)).toEqual([['\\Seen'], []]);
  });
});
