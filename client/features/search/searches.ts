import { queryOptions } from '@tanstack/react-query';
import { WINDOW } from '../../../shared/messages.ts';
import {
  dropHits,
  type HitWindow,
  readHits,
  type SearchEvent,
  startSearch,
} from '../../../shared/search.ts';
import type { UidSet } from '../../../shared/values.ts';
import { ApiError, call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { stream } from '../../api/stream.ts';
import type { MessageNews } from '../messages/followers.ts';
import { knownFolder, rememberKnown } from '../messages/messages.ts';
import { failed, hear, noResults, type Results, withFlags, withoutHits } from './results.ts';

const running = new Map<string, AbortController>();

/** A search by its text. Nobody looks any more = it stops, here and on the mail server. */
export function searchQuery(q: string) {
  return queryOptions({
    queryKey: ['search', q],
    queryFn: async ({ signal }): Promise<Results> => {
      const stop = new AbortController();
      running.get(q)?.abort();
      running.set(q, stop);
      signal.addEventListener('abort', () => stop.abort());
      let results = noResults;
      try {
        await stream(startSearch, { q }, stop.signal, (event) => {
          results = hear(results, event);
          if (event.type === 'found' && event.count > 0) follow(event);
          queryClient.setQueryData(['search', q], results);
        });
        return results.phase === 'running' ? { ...results, ...failed(null) } : results;
      } catch (error) {
        if (signal.aborted || results === noResults) throw error;
        if (stop.signal.aborted) return { ...results, phase: 'stopped', reading: null };
        return { ...results, ...failed(error instanceof ApiError ? error.code : null) };
      } finally {
        if (running.get(q) === stop) running.delete(q);
      }
    },
    enabled: q !== '',
    // One that was left while it ran is begun again when somebody comes back.
    staleTime: ({ state }) => (state.data?.phase === 'running' ? 0 : Number.POSITIVE_INFINITY),
    gcTime: 10 * 60_000,
    retry: false,
  });
}

/** From here on the server can be asked what changes in the folder. */
function follow({ folder, ...state }: Extract<SearchEvent, { type: 'found' }>) {
  if (!knownFolder(folder)) rememberKnown(folder, state);
}

/** Ends the search; what was found stays. */
export function stopSearch(q: string) {
  running.get(q)?.abort();
}

export async function searchAgain(q: string) {
  const search = { queryKey: ['search', q], exact: true };
  // One that runs has looked into some folders already.
  await queryClient.cancelQueries(search);
  await queryClient.resetQueries(search);
}

/** A window of hits beyond those that the search itself told. */
export function hitsQuery(q: string, id: string, version: number, offset: number) {
  return queryOptions({
    queryKey: ['hits', id, offset, version],
    queryFn: async ({ signal }): Promise<HitWindow> => {
      try {
        return await call(readHits, { id, offset, limit: WINDOW }, signal);
      } catch (error) {
        // The bridge was started again, or it is long ago: the search is made again.
        if (error instanceof ApiError && error.code === 'not-found') void searchAgain(q);
        throw error;
      }
    },
    enabled: id !== '',
    gcTime: 60_000,
  });
}

/** What happened to messages, put into the search that is on screen. */
export function applyNews(q: string, news: MessageNews) {
  const key = searchQuery(q).queryKey;
  const { folder } = news;
  const before = queryClient.getQueryData(key);
  if (news.type === 'back') {
    // While it runs, the server may have looked into that folder before, and not have told yet.
    if (!before || before.phase === 'running' || folder in before.counts) void searchAgain(q);
    return;
  }
  if (!before || !(folder in before.counts)) return;
  if (news.type === 'left') {
    // The bridge that forgot the search says so when the next window is read.
    dropFrom(q, before, folder, news.uids).catch(() => {});
    return;
  }
  const { isMeant, change } = news;
  queryClient.setQueryData(key, {
    ...before,
    first: withFlags(before.first, folder, isMeant, change),
  });
  queryClient.setQueriesData<HitWindow>(
    { queryKey: ['hits', before.id] },
    (window) => window && { ...window, rows: withFlags(window.rows, folder, isMeant, change) },
  );
}

/** The rows that are known go at once; the server says how many of the others went. */
async function dropFrom(q: string, before: Results, folder: string, uids: UidSet) {
  const key = searchQuery(q).queryKey;
  queryClient.setQueryData(key, withoutHits(before, folder, uids));
  const { left } = await call(dropHits, { id: before.id, folder, uids });
  queryClient.setQueryData(key, (now) =>
    now?.id === before.id
      ? { ...now, version: now.version + 1, counts: { ...now.counts, [folder]: left } }
      : now,
  );
}
