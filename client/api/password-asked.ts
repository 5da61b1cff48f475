import { useSyncExternalStore } from 'react';

/**
 * The password was changed elsewhere: what the page asks of the bridge waits here until somebody has said
 * the new one, and then goes on as if nothing had been. `leaving`: nobody will; nothing waits.
 */
type State = 'known' | 'asked' | 'leaving';
interface Waiting {
  go(isKnown: boolean): void;
}

let state: State = 'known';
let waiting: Waiting[] = [];
const listeners = new Set<() => void>();

export function askPassword() {
  if (state === 'known') set('asked');
}

/** The bridge knows it again, from this page or from another one of the browser. */
export function passwordKnown() {
  set('known');
  release(true);
}

/** Signing out instead: what waits is given up. Taken back with `false`. */
export function leaveUnasked(isLeaving: boolean) {
  set(isLeaving ? 'leaving' : 'asked');
  if (isLeaving) release(false);
}

/** The session is over: nothing that waits may go on as the next person. */
export function forgetAsked() {
  set('known');
  release(false);
}

/** Waits for the password. @returns false when nobody will say it. @throws when the signal is aborted. */
export function untilPasswordKnown(signal: AbortSignal | undefined): Promise<boolean> {
  if (state === 'leaving') return Promise.resolve(false);
  askPassword();
  return new Promise((resolve, reject) => {
    waiting.push({ go: resolve });
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

export const usePasswordAsked = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state !== 'known',
  );

function release(isKnown: boolean) {
  const released = waiting;
  waiting = [];
  for (const { go } of released) go(isKnown);
}

function set(next: State) {
  state = next;
  for (const listener of listeners) listener();
}
