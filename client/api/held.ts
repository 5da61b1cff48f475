import type { QueryKey } from '@tanstack/react-query';
import { ApiError } from './call.ts';
import { onRecovery } from './connection.ts';
import { recall } from './device.ts';
import { queryClient } from './query-client.ts';

/** What was asked for or, while nobody can be reached who knows, what this device holds of it. */
export async function askedOrHeld<T>(key: QueryKey, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!isAway(error)) throw error;
    const held = await recall<T>(key);
    if (held === undefined) throw error;
    askWhenBack(error, key);
    return held;
  }
}

const waiting = new Map<string, QueryKey>();

/** What was shown from the device is asked for again once it can be. Other errors are no reason to. */
export function askWhenBack(error: unknown, key: QueryKey) {
  if (isAway(error)) waiting.set(JSON.stringify(key), key);
}

onRecovery(() => {
  const keys = [...waiting.values()];
  waiting.clear();
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey, exact: true });
});

const isAway = (error: unknown) =>
  error instanceof ApiError && (error.code === 'unavailable' || error.code === 'mail-server-down');
