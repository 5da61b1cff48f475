import { queryClient } from '../../api/query-client.ts';
import { chosenHits } from './chosen.ts';
import { moveHitsTo } from './hit-acts.ts';
import { searchQuery } from './searches.ts';

/**
 * Rows of search results, dropped on a folder.
 *
 * @param address the query string of the page that shows them.
 * @param numbers as `place.ts` makes them.
 */
export function dropHitsOn(address: string, numbers: number[], to: string) {
  const q = (new URLSearchParams(address).get('q') ?? '').trim();
  const results = queryClient.getQueryData(searchQuery(q).queryKey);
  if (results) void moveHitsTo(chosenHits(results, numbers), to);
}
