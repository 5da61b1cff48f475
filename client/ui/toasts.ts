import { useSyncExternalStore } from 'react';

export interface Toast {
  id: number;
  text: string;
  action?: { label: string; act: () => void } | undefined;
  /** A failure stays until it is read and closed, work until it is done. */
  look: 'done' | 'failed' | 'working';
}

const LIFE = 8000;
const MOST = 3;

let toasts: Toast[] = [];
let lastId = 0;
let isHeld = false;
const listeners = new Set<() => void>();

/** Says that something happened, over nothing that matters. The answer takes it back. */
export function toast(
  text: string,
  { action, look = 'done' }: Partial<Pick<Toast, 'action' | 'look'>> = {},
) {
  const id = ++lastId;
  set([...toasts, { id, text, action, look }].slice(-MOST));
  if (look === 'done') later(id);
  return () => closeToast(id);
}

/** While somebody points at the toasts, or is in them with the keyboard, none goes away. */
export function holdToasts(held: boolean) {
  isHeld = held;
  if (!held) for (const { id, look } of toasts) if (look === 'done') later(id);
}

function later(id: number) {
  setTimeout(() => {
    if (!isHeld) closeToast(id);
  }, LIFE);
}

export function closeToast(id: number) {
  set(toasts.filter((one) => one.id !== id));
}

export function useToasts(): Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}

function set(next: Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}
