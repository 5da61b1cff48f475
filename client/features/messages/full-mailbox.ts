import { useSyncExternalStore } from 'react';
import { ApiError } from '../../api/call.ts';

/** Messages that found no room in Trash, and how they go without it. */
interface Offer {
  count: number;
  expunge(): void;
}

let offer: Offer | null = null;
const listeners = new Set<() => void>();

export const isFull = (error: unknown) =>
  error instanceof ApiError && error.code === 'mailbox-full';

/** A full mailbox can still be emptied: asks whether the messages may go for good. */
export function offerForGood(count: number, expunge: () => void) {
  set({ count, expunge });
}

export const closeOffer = () => set(null);

export const useOffer = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offer,
  );

function set(next: Offer | null) {
  offer = next;
  for (const listener of listeners) listener();
}
