import { useEffect, useEffectEvent } from 'react';

const listeners = new Set<(id: string) => void>();

/** Calls an open letter to the front. */
export function summon(id: string) {
  for (const listener of listeners) listener(id);
}

/** `act` brings the letter of that id into sight. */
export function useSummons(act: (id: string) => void) {
  const come = useEffectEvent(act);
  useEffect(() => {
    const listener = (id: string) => come(id);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}
