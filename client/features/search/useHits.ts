import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { type MessageRow, WINDOW } from '../../../shared/messages.ts';
import type { Hit } from '../../../shared/search.ts';
import { followMessages } from '../messages/followers.ts';
import { previewsQuery } from '../messages/messages.ts';
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

/** Rows by their places in the whole, with the first words of those that came without. */
function useRows(results: Results, windows: ({ offset: number; rows: Hit[] } | undefined)[]) {
  const { first, folders } = results;
  const parts = [{ offset: 0, rows: first }, ...windows.filter((window) => window !== undefined)];
  const previewOf = useFirstWords(
    results,
    parts.flatMap(({ rows }) => rows),
  );
  const rows = new Map<number, MessageRow>();
  for (const { offset, rows: hits } of parts) {
    hits.forEach((hit, i) => {
      rows.set(offset + i, toRow(hit, toNumber(folders, hit), previewOf(hit)));
    });
  }
  return rows;
}

/** The same row object as long as its hit is the same: rows that did not change are not drawn again. */
const made = new WeakMap<Hit, MessageRow>();

function toRow(hit: Hit, number: number, preview: string | null): MessageRow {
  const before = made.get(hit);
  if (before?.uid === number && before.preview === preview) return before;
  const row = { ...hit, uid: number, preview };
  made.set(hit, row);
  return row;
}

/** Asked after the rows are on screen, folder by folder: what appears late moves nothing. */
function useFirstWords({ folders, uidValidity }: Results, hits: Hit[]) {
  const wanting = folders.flatMap((folder) => {
    const uids = hits
      .filter((hit) => hit.folder === folder && hit.preview === null)
      .map(({ uid }) => uid);
    return uids.length ? [{ folder, uids: uids.slice(0, 200) }] : [];
  });
  const answers = useQueries({
    queries: wanting.map(({ folder, uids }) => ({
      ...previewsQuery(folder, uidValidity[folder] ?? '', uids),
      placeholderData: keepPreviousData,
    })),
  });
  return ({ folder, uid, preview }: Hit): string | null => {
    if (preview !== null) return preview;
    const place = wanting.findIndex((one) => one.folder === folder);
    return answers[place]?.data?.[uid] ?? null;
  };
}
