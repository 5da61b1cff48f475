import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './call.ts';
import { onRecovery } from './connection.ts';

/** Refusals that a second try may mend. */
const passing = new Set(['unavailable', 'mail-server-down']);

/**
 * The one owner of server data. Time never refetches and neither does a focused window: events do
 * (`live.ts`). Trouble on the way is tried again with growing pauses, a refusal is not.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (failures, error) =>
        error instanceof ApiError &&
        passing.has(error.code) &&
        // Without a network only its return mends anything (`onRecovery` below).
        !error.details.offline &&
        failures < 4,
      retryDelay: (failures) => Math.min(8000, 500 * 2 ** failures),
    },
    mutations: { networkMode: 'always' },
  },
});

// What could not be had while something was in the way is asked for again.
onRecovery(
  () => void queryClient.refetchQueries({ predicate: ({ state }) => state.status === 'error' }),
);
