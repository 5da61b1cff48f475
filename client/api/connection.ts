import { useSyncExternalStore } from 'react';

/** What is in the way, the nearest first; `none` when all is well. */
export type Trouble = 'none' | 'offline' | 'webmail' | 'mail-server';

const state = { online: navigator.onLine, socket: true, mailServer: true };
const listeners = new Set<() => void>();

addEventListener('online', () => change({ online: true }));
addEventListener('offline', () => change({ online: false }));

/** Says what the socket, or the server through it, has noticed. */
export function change(part: Partial<typeof state>) {
  Object.assign(state, part);
  for (const listener of listeners) listener();
}

function trouble(): Trouble {
  if (!state.online) return 'offline';
  if (!state.socket) return 'webmail';
  return state.mailServer ? 'none' : 'mail-server';
}

export function useTrouble(): Trouble {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, trouble);
}

/** Tells when nothing is in the way any more. @returns how to stop listening. */
export function onRecovery(act: () => void): () => void {
  let before = trouble();
  const listener = () => {
    const now = trouble();
    if (before !== 'none' && now === 'none') act();
    before = now;
  };
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
