import type { MessagesChanged } from '../../../shared/events.ts';
import { type MessageRow, type MessageWindow, WINDOW } from '../../../shared/messages.ts';
import { flagMembers } from './conversation-rows.ts';

/** A window as the client keeps it: a row that a change moved in from elsewhere is not known yet. */
export interface ListWindow extends Omit<MessageWindow, 'rows'> {
  rows: (MessageRow | null)[];
}

/** What changes in a list whose order is "newest arrival first". */
export interface ListChange {
  vanished: readonly number[];
  /** Ascending UIDs, all newer than what was known. */
  added: readonly MessageRow[];
  /** From the server: the count afterwards, and between which MODSEQs it happened. */
  server?: { total: number; since: string; modseq: string };
}

/**
 * Windows after messages came and went. A row's new place follows from its UID alone, because UIDs
 * grow with arrival; what a window does not know then is null, and is read again. A window that was
 * read after the change stays as it is; one whose count does not add up is stale.
 *
 * @returns each window as it is now, or null where it has to be read again.
 */
export function shiftWindows(
  windows: readonly ListWindow[],
  change: ListChange,
): (ListWindow | null)[] {
  const before = windows.map(
    (window) => !change.server || isOlder(window.modseq, change.server.modseq),
  );
  const old = windows.filter((_, i) => before[i]);
  const present = new Set(old.flatMap(({ rows }) => rows.map((row) => row?.uid)));
  const added = change.added.filter(({ uid }) => !present.has(uid));
  const vanished = [...change.vanished].sort((a, b) => b - a);
  const rowAt = placeRows(old, vanished, added);
  return windows.map((window, i) => {
    if (!before[i]) return window;
    const total = window.total + added.length - vanished.length;
    if (total < 0 || (change.server && !fits(window, total, change.server))) return null;
    return cut(window, rowAt, total);
  });
}

const isOlder = (modseq: string, than: string) => BigInt(modseq) < BigInt(than);

/** The change begins where the window ends, and leads to the count that the server says. */
const fits = (window: ListWindow, total: number, server: { total: number; since: string }) =>
  total === server.total && !isOlder(window.modseq, server.since);

function placeRows(
  windows: readonly ListWindow[],
  vanished: readonly number[],
  added: readonly MessageRow[],
): Map<number, MessageRow> {
  const gone = new Set(vanished);
  const rowAt = new Map<number, MessageRow>();
  for (const { offset, rows } of windows) {
    rows.forEach((row, i) => {
      if (!row || gone.has(row.uid)) return;
      rowAt.set(offset + i - countAbove(vanished, row.uid) + added.length, row);
    });
  }
  added.forEach((row, i) => {
    rowAt.set(added.length - 1 - i, row);
  });
  return rowAt;
}

/** How many of the descending UIDs are larger: those rows stood above. */
function countAbove(descending: readonly number[], uid: number): number {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (descending[middle]! > uid) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cut(window: ListWindow, rowAt: Map<number, MessageRow>, total: number): ListWindow {
  const length = Math.max(0, Math.min(WINDOW, total - window.offset));
  const rows = Array.from({ length }, (_, i) => rowAt.get(window.offset + i) ?? null);
  return { ...window, total, rows };
}

/**
 * The newest conversations, after messages came that each begin one. Newest first, as `added` is not: its
 * UIDs ascend. Nothing but the first window is known to begin with them.
 */
export function beginWith(window: ListWindow, added: readonly MessageRow[]): ListWindow {
  const present = new Set(window.rows.flatMap((row) => row?.conversation?.uids ?? row?.uid ?? []));
  const above = added.filter(({ uid }) => !present.has(uid)).reverse();
  if (!above.length) return window;
  const rows = [...above, ...window.rows].slice(0, WINDOW);
  return { ...window, total: window.total + above.length, rows };
}

/** Rows with the flags that the server now says. */
export function patchFlags(window: ListWindow, changes: MessagesChanged['flags']): ListWindow {
  if (!changes.length) return window;
  const byUid = new Map(changes.map((change) => [change.uid, change]));
  const patch = (row: MessageRow): MessageRow => {
    const change = byUid.get(row.uid);
    return change && !isOlder(change.modseq, row.modseq)
      ? { ...row, flags: change.flags, modseq: change.modseq }
      : row;
  };
  const patchMembers = (row: MessageRow) =>
    changes.reduce<MessageRow>(
      (patched, { uid, flags }) =>
        flagMembers(
          patched,
          (one) => one === uid,
          () => flags,
        ),
      row,
    );
  return { ...window, rows: window.rows.map((row) => row && patchMembers(patch(row))) };
}

export const hasHoles = ({ rows }: ListWindow): boolean => rows.includes(null);
