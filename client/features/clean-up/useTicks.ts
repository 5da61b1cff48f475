import { useState } from 'react';
import type { ReviewRow } from '../../../shared/storage-map.ts';
import { ALL, isTicked, NONE, type Ticks, tick } from './ticks.ts';

/** What stays of a page that was left for a message, until the page itself is loaded anew. */
const kept = new Map<string, Ticks>();

/** The ticks of a review; `name` tells one review from another. */
export function useTicks(name: string) {
  const [ticks, setTicks] = useState<Ticks>(() => kept.get(name) ?? ALL);
  const set = (next: Ticks) => {
    kept.set(name, next);
    setTicks(next);
  };
  return {
    ticks,
    has: (row: ReviewRow) => isTicked(ticks, row),
    toggle: (row: ReviewRow) => set(tick(ticks, [row], !isTicked(ticks, row))),
    put: (rows: readonly ReviewRow[], on: boolean) => set(tick(ticks, rows, on)),
    all: () => set(ALL),
    none: () => set(NONE),
  };
}
export type TickActs = ReturnType<typeof useTicks>;
