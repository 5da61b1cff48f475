import type { ErrorBody } from '../../../shared/errors.ts';
import { type Hit, type SearchEvent, startSearch } from '../../../shared/search.ts';
import { Refused, type Visitor } from '../../testing.ts';

/** What a search told, from beginning to end, and the first window that follows from it. */
export interface Told {
  events: SearchEvent[];
  /** Rows told, newest first. */
  rows: Hit[];
  total: number;
  id: string;
}

/** Runs a search to its end. @throws Refused when it was refused before it began. */
export async function find(who: Visitor, q: string): Promise<Told> {
  const response = await beginSearch(who, q);
  const events = (await response.text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SearchEvent);
  const begun = events.find((event) => event.type === 'begun');
  const counts = new Map<string, number>();
  const rows: Hit[] = [];
  for (const event of events) {
    if (event.type !== 'found') continue;
    counts.set(event.folder, event.count);
    rows.push(...event.rows);
  }
  rows.sort((a, b) => b.received - a.received || b.uid - a.uid);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { events, rows, total, id: begun?.id ?? '' };
}

export async function beginSearch(who: Visitor, q: string, signal?: AbortSignal) {
  const response = await who.fetch(startSearch.path, {
    method: 'POST',
    body: JSON.stringify({ q }),
    headers: { 'Content-Type': 'application/json' },
    ...(signal && { signal }),
  });
  if (!response.ok) throw new Refused(response.status, (await response.json()) as ErrorBody);
  return response;
}
