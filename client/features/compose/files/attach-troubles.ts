import { useSyncExternalStore } from 'react';

let troubles: ReadonlyMap<string, readonly string[]> = new Map();
const listeners = new Set<() => void>();
const NONE: readonly string[] = [];

/** What could not be attached to a letter the last time that somebody tried, in words. */
export function useTroubles(draftId: string): readonly string[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => troubles.get(draftId) ?? NONE,
  );
}

/** Says what is wrong with the files that are attached now; nothing, when all is well. */
export function sayTroubles(draftId: string, sentences: string[]) {
  troubles = new Map(troubles).set(draftId, sentences);
  for (const listener of listeners) listener();
}
