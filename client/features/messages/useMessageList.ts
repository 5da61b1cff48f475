import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type MessageRow, WINDOW } from '../../../shared/messages.ts';
import { type ListView, previewsQuery, windowQuery } from './messages.ts';

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
  const results = useQueries({
    queries: offsets.map((offset) => windowQuery(folder, view, offset)),
  });
  const windows = results.flatMap(({ data }) => (data ? [data] : []));
  const previews = usePreviews(folder, windows);
  const latest = results.reduce<(typeof results)[number] | undefined>(
    (best, one) => (one.data && (!best || one.dataUpdatedAt > best.dataUpdatedAt) ? one : best),
    undefined,
  );
  const rows = new Map<number, MessageRow>();
  for (const window of windows) {
    window.rows.forEach((row, i) => {
      if (row) rows.set(window.offset + i, withPreview(row, previews));
    });
  }
  const show = useCallback((first: number, last: number) => {
    const from = Math.floor(first / WINDOW) * WINDOW;
    // The first window is always read: it says how long the list is.
    const next: number[] = from > 0 ? [0] : [];
    for (let offset = from; offset <= last; offset += WINDOW) next.push(offset);
    setOffsets((before) => (before.join() === next.join() ? before : next));
  }, []);
  return {
    total: latest?.data?.total ?? null,
    rowAt: (index) => rows.get(index),
    indexOf: (uid) => [...rows].find(([, row]) => row.uid === uid)?.[0] ?? -1,
    find: (uid) => [...rows.values()].find((row) => row.uid === uid),
    order: [...rows.entries()].sort(([a], [b]) => a - b).map(([, { uid }]) => uid),
    error: latest ? null : (results.find(({ isError }) => isError)?.error ?? null),
    retry: () => results.forEach((result) => void result.refetch()),
    show,
  };
}

/** Asked after the rows are on screen: words that appear late move nothing, the rows have their height. */
function usePreviews(
  folder: string,
  windows: { uidValidity: string; rows: (MessageRow | null)[] }[],
) {
  const queries = windows.map(({ uidValidity, rows }) => {
    const wanting = rows.flatMap((row) => (row && row.preview === null ? [row.uid] : []));
    return { ...previewsQuery(folder, uidValidity, wanting), placeholderData: keepPreviousData };
  });
  const results = useQueries({ queries });
  return useMemo(
    () => Object.assign({}, ...results.map(({ data }) => data)) as Record<string, string>,
    [results],
  );
}

const withPreview = (row: MessageRow, previews: Record<string, string>): MessageRow =>
  row.preview === null && previews[row.uid] !== undefined
    ? { ...row, preview: previews[row.uid]! }
    : row;
