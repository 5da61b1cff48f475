import { keepPreviousData, type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type MessageRow, WINDOW } from '../../../shared/messages.ts';
import { type ListView, previewsQuery, windowQuery } from './messages.ts';
import type { ListWindow } from './windows.ts';

/** A list of any length, of which only the windows in sight are read. */
export interface MessageList {
  /** True count of the view; null while nothing is known. */
  total: number | null;
  /** The row at a place; undefined while it is on its way. */
  rowAt(index: number): MessageRow | undefined;
  /** The row of a message, when it is known. */
  find(uid: number): MessageRow | undefined;
  /** The place of a message, -1 when it is not known. */
  indexOf(uid: number): number;
  /** UIDs that are known, in the order of the list. */
  order: number[];
  error: unknown;
  retry(): void;
  /** Says which rows are in sight. */
  show(first: number, last: number): void;
}

export function useMessageList(folder: string, view: ListView): MessageList {
  const [offsets, setOffsets] = useState<number[]>([0]);
  const { windows, total, error, retry } = useQueries({
    queries: offsets.map((offset) => windowQuery(folder, view, offset)),
    combine: inSight,
  });
  const previews = usePreviews(folder, windows);
  const rows = useMemo(() => placed(windows, previews), [windows, previews]);
  const show = useCallback((first: number, last: number) => {
    const from = Math.floor(first / WINDOW) * WINDOW;
    // The first window is always read: it says how long the list is.
    const next: number[] = from > 0 ? [0] : [];
    for (let offset = from; offset <= last; offset += WINDOW) next.push(offset);
    setOffsets((before) => (before.join() === next.join() ? before : next));
  }, []);
  return useMemo(
    () => ({
      total,
      rowAt: (index) => rows.get(index),
      indexOf: (uid) => [...rows].find(([, row]) => row.uid === uid)?.[0] ?? -1,
      find: (uid) => [...rows.values()].find((row) => row.uid === uid),
      order: [...rows.entries()].sort(([a], [b]) => a - b).map(([, { uid }]) => uid),
      error: total === null ? error : null,
      retry,
      show,
    }),
    [rows, total, error, retry, show],
  );
}

/** What is known of the windows: the total is the one that was said last. */
function inSight(results: UseQueryResult<ListWindow>[]) {
  const known = results.filter(({ data }) => data);
  const latest = known.toSorted((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0];
  return {
    windows: known.map(({ data }) => data!),
    total: latest?.data?.total ?? null,
    error: results.find(({ isError }) => isError)?.error ?? null,
    retry: () => results.forEach((result) => void result.refetch()),
  };
}

function placed(windows: ListWindow[], previews: Record<string, string>): Map<number, MessageRow> {
  const rows = new Map<number, MessageRow>();
  for (const window of windows) {
    window.rows.forEach((row, i) => {
      if (row) rows.set(window.offset + i, withPreview(row, previews));
    });
  }
  return rows;
}

/** Asked after the rows are on screen: words that appear late move nothing, the rows have their height. */
function usePreviews(folder: string, windows: ListWindow[]): Record<string, string> {
  const queries = windows.map(({ uidValidity, rows }) => {
    const wanting = rows.flatMap((row) => (row && row.preview === null ? [row.uid] : []));
    return { ...previewsQuery(folder, uidValidity, wanting), placeholderData: keepPreviousData };
  });
  return useQueries({ queries, combine: together });
}

const together = (results: UseQueryResult<Record<string, string>>[]): Record<string, string> =>
  Object.assign({}, ...results.map(({ data }) => data));

const withPreview = (row: MessageRow, previews: Record<string, string>): MessageRow =>
  row.preview === null && previews[row.uid] !== undefined
    ? { ...row, preview: previews[row.uid]! }
    : row;
