import { queryOptions, type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Choice, Weight } from '../../../shared/choice.ts';
import type { CallInput, OutputOf } from '../../../shared/endpoint.ts';
import { type ReviewRow, reviewMessages } from '../../../shared/storage-map.ts';
import { call } from '../../api/call.ts';
import { FIGURES } from './basket.ts';

export type Order = NonNullable<CallInput<typeof reviewMessages>['order']>;
export const ORDERS: readonly Order[] = ['size', 'oldest', 'newest'];

/** Rows that are read at a time. */
const WINDOW = 50;

const windowQuery = (choice: Choice, order: Order, offset: number, limit = WINDOW) =>
  queryOptions({
    queryKey: [FIGURES, 'review', choice, order, offset, limit],
    queryFn: ({ signal }) => call(reviewMessages, { choice, order, offset, limit }, signal),
    // Who comes back sees what was there, and meanwhile it is counted once more.
    staleTime: 0,
  });

/** What a choice weighs at this moment, without its rows. */
export const weightQuery = (choice: Choice) => windowQuery(choice, 'size', 0, 1);

/** The messages meant, of which only the windows in sight are read. */
export interface Review {
  /** Null while nothing is known. */
  weight: Weight | null;
  rowAt(index: number): ReviewRow | undefined;
  error: unknown;
  isCounting: boolean;
  retry(): void;
  /** Says which rows are in sight. */
  show(first: number, last: number): void;
}

export function useReview(choice: Choice, order: Order): Review {
  const [offsets, setOffsets] = useState<number[]>([0]);
  const { windows, weight, error, isCounting, retry } = useQueries({
    queries: offsets.map((offset) => windowQuery(choice, order, offset)),
    combine: together,
  });
  const show = useCallback((first: number, last: number) => {
    const from = Math.floor(first / WINDOW) * WINDOW;
    const next: number[] = [];
    for (let offset = from; offset <= last; offset += WINDOW) next.push(offset);
    if (!next.length) next.push(0);
    setOffsets((before) => (before.join() === next.join() ? before : next));
  }, []);
  return useMemo(
    () => ({
      weight,
      rowAt: (index) => {
        const place = offsets.indexOf(Math.floor(index / WINDOW) * WINDOW);
        return windows[place]?.rows[index % WINDOW];
      },
      error: weight === null ? error : null,
      isCounting,
      retry,
      show,
    }),
    [windows, weight, offsets, error, isCounting, retry, show],
  );
}

/** The weight is what was said last. */
function together(results: UseQueryResult<OutputOf<typeof reviewMessages>>[]) {
  const latest = results
    .filter(({ data }) => data)
    .toSorted((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0];
  return {
    windows: results.map(({ data }) => data),
    weight: latest?.data ? weightOf(latest.data) : null,
    error: results.find(({ isError }) => isError)?.error ?? null,
    isCounting: results.some(({ isFetching }) => isFetching),
    retry: () => results.forEach((result) => void result.refetch()),
  };
}

const weightOf = ({ messages, bytes, oldest, newest }: Weight): Weight => ({
  messages,
  bytes,
  oldest,
  newest,
});
