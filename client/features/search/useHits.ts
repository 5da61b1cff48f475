import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type MessageRow, WINDOW } from '../../../shared/messages.ts';
import type { Hit } from '../../../shared/search.ts';
import { followMessages } from '../messages/followers.ts';
import type { MessageList } from '../messages/useMessageList.ts';
import { toNumber } from './place.ts';
import { noResults, type Results, totalOf } from './results.ts';
import { applyNews, hitsQuery, searchAgain, searchQuery } from './searches.ts';

/** What a search finds, as a list whose rows are known by `place.ts` numbers. */
export function useHits(q: string): { results: Results; error: unknown; list: MessageList } {
  const search = useQuery(searchQuery(q));
  const results = search.data ?? noResults;
  const [offsets, setOffsets] = useState<number[]>([0]);
  const total = totalOf(results);
  useEffect(() => followMessages((news) => applyNews(q, news)), [q]);

  const isFirstWhole = results.first.length >= Math.min(WINDOW, total);
  const windows = useQueries({
    queries: offsets
      .filter((offset) => offset < total && (offset > 0 || !isFirstWhole))
      .map((offset) => ({
        ...hitsQuery(q, results.id, results.version, offset),
        placeholderData: keepPreviousData,
      })),
  });
  const rows = useRows(
    results,
    windows.map(({ data }) => data),
  );
  const show = useCallback((first: number, last: number) => {
    const next: number[] = [0];
    for (let offset = Math.floor(first / WINDOW) * WINDOW; offset <= last; offset += WINDOW)
      if (offset > 0) next.push(offset);
    setOffsets((before) => (before.join() === next.join() ? before : next));
  }, []);
  const isKnown = total > 0 || (search.data !== undefined && results.answered > 0);
  const list: MessageList = {
    total: isKnown || results.phase !== 'running' ? total : null,
    rowAt: (index) => rows.get(index),
    indexOf: (uid) => [...rows].find(([, row]) => row.uid === uid)?.[0] ?? -1,
    find: (uid) => [...rows.values()].find((row) => row.uid === uid),
    order: [...rows.entries()].sort(([a], [b]) => a - b).map(([, { uid }]) => uid),
    error: search.data ? null : search.error,
    retry: () => void searchAgain(q),
    show,
  };
  return { results, error: search.error, list };
}

function useRows(results: Results, windows: ({ offset: number; rows: Hit[] } | undefined)[]) {
  const { first, folders } = results;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the array is new at every draw, what is in it is not
  return useMemo(() => {
    const rows = new Map<number, MessageRow>();
    const put = (offset: number, hits: Hit[]) => {
      hits.forEach((hit, i) => {
        rows.set(offset + i, { ...hit, uid: toNumber(folders, hit) });
      });
    };
    put(0, first);
    for (const window of windows) if (window) put(window.offset, window.rows);
    return rows;
  }, [first, folders, ...windows]);
}
