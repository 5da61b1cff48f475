import { useSyncExternalStore } from 'react';
import type { PreferencesChange } from '../../../shared/preferences.ts';

/**
 * What was chosen here and is not known to be kept yet, oldest first. It lies over what the server
 * answers: an answer from before the choice cannot undo it, and a failure only takes it away again.
 */
let waiting: readonly PreferencesChange[] = [];
const listeners = new Set<() => void>();

export const waitingChoices = () => waiting;

/** Shown at once: a box that waited a moment would first jump back under the finger. */
export function addChoice(chosen: PreferencesChange) {
  set([...waiting, chosen]);
}

export function dropChoice(chosen: PreferencesChange) {
  set(waiting.filter((one) => one !== chosen));
}

export function onChoices(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useWaitingChoices = () => useSyncExternalStore(onChoices, waitingChoices);

function set(next: readonly PreferencesChange[]) {
  waiting = next;
  for (const listener of listeners) listener();
}
