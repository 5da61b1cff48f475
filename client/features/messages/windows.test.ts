import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MessageRow, WINDOW } from '../../../shared/messages.ts';
import { beginWith, type ListWindow, patchFlags, shiftWindows } from './windows.ts';

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

const uidsIn = (windows: (ListWindow | null)[]) =>
  windows.map((window) => window?.rows.map((row) => row?.uid ?? null) ?? null);

/** From MODSEQ 1, which the windows know, to 2. */
const happened = (total: number) => ({ total, since: '1', modseq: '2' });

describe('windows of the list', () => {
  it('put new mail in front', () => {
    const shifted = shiftWindows(windowsOf([1, 2, 3], [0]), {
      vanished: [],
      added: [rowOf(4), rowOf(5)],
      server: happened(5),
    });
    expect(uidsIn(shifted)).toEqual([[5, 4, 3, 2, 1]]);
  });

  it('close the gap of what vanished', () => {
    const shifted = shiftWindows(windowsOf([1, 2, 3], [0]), {
      vanished: [2],
      added: [],
      server: happened(2),
    });
    expect(uidsIn(shifted)).toEqual([[3, 1]]);
  });

  it('take no message twice', () => {
    const shifted = shiftWindows(windowsOf([1, 2], [0]), {
      vanished: [],
      added: [rowOf(2)],
      server: happened(2),
    });
    expect(uidsIn(shifted)).toEqual([[2, 1]]);
  });

  it('are given up when the counts do not add up', () => {
    expect(
      shiftWindows(windowsOf([1, 2], [0]), { vanished: [], added: [], server: happened(7) }),
    ).toEqual([null]);
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
            server: happened(after.length),
          });
          expect(shifted).not.toContain(null);
          shifted.forEach((window, w) => {
            expect(window?.rows).toHaveLength(truth[w]!.rows.length);
            window?.rows.forEach((row, i) => {
              if (row) expect(row.uid).toBe(truth[w]!.rows[i]!.uid);
            });
          });
          // What a window knew and still holds is never asked for again.
          const kept = new Set(
            windowsOf(uids, offsets).flatMap(({ rows }) => rows.map((row) => row?.uid)),
          );
          shifted.forEach((window, w) => {
            truth[w]!.rows.forEach((row, i) => {
              if (row && kept.has(row.uid)) expect(window?.rows[i]?.uid).toBe(row.uid);
            });
          });
        },
      ),
    );
  });

  it('read after the change stay as they are, beside older ones that shift', () => {
    const uids = Array.from({ length: 200 }, (_, i) => i + 1);
    const [old] = windowsOf(uids, [0]);
    const [fresh] = windowsOf(
      uids.filter((uid) => uid !== 180),
      [100],
    );
    const shifted = shiftWindows([old!, { ...fresh!, modseq: '2' }], {
      vanished: [180],
      added: [],
      server: happened(199),
    });
    expect(shifted[0]?.rows[20]?.uid).toBe(179);
    expect(shifted[1]?.rows.map((row) => row?.uid)).toEqual(fresh!.rows.map((row) => row?.uid));
  });

  it('that missed something before the change are read again', () => {
    const [window] = windowsOf([1, 2, 3], [0]);
    expect(
      shiftWindows([window!], {
        vanished: [2],
        added: [],
        server: { total: 2, since: '5', modseq: '6' },
      }),
    ).toEqual([null]);
  });

  it('keep a flag that is newer than what is told', () => {
    const [window] = windowsOf([1], [0]);
    const newer = { ...window!, rows: [{ ...rowOf(1), modseq: '9', flags: ['\\Flagged'] }] };
    expect(patchFlags(newer, [{ uid: 1, flags: [], modseq: '8' }]).rows[0]?.flags).toEqual([
      '\\Flagged',
    ]);
  });

  it('take flags by UID', () => {
    const [window] = windowsOf([1, 2], [0]);
    const patched = patchFlags(window!, [{ uid: 2, flags: ['\\Seen'], modseq: '9' }]);
    expect(patched.rows.map((row) => row?.flags)).toEqual([['\\Seen'], []]);
  });
});

describe('the newest conversations', () => {
  it('begin with what came and answers nothing, newest first', () => {
    const [window] = windowsOf([1, 2, 3], [0]);
    const after = beginWith(window!, [rowOf(4), rowOf(5)]);
    expect(uidsIn([after])).toEqual([[5, 4, 3, 2, 1]]);
    expect(after.total).toBe(5);
  });

  it('stay a window, and do not show twice what was read meanwhile', () => {
    const uids = Array.from({ length: WINDOW + 10 }, (_, i) => i + 1);
    const [window] = windowsOf(uids, [0]);
    const known = { ...rowOf(900), conversation: conversationOf([3, 900]) };
    const read = { ...window!, rows: [known, ...window!.rows.slice(0, -1)] };
    expect(beginWith(read, [rowOf(900)])).toBe(read);
    const after = beginWith(read, [rowOf(900), rowOf(901)]);
    expect(after.rows).toHaveLength(WINDOW);
    expect(after.rows.slice(0, 2).map((row) => row?.uid)).toEqual([901, 900]);
  });
});

const conversationOf = (uids: number[]) => ({ uids, unread: [], starred: [], people: [] });
