import { useEffect, useEffectEvent } from 'react';

const listeners = new Set<(id: string) => void>();

/** Calls an open letter to the front. */
export function summon(id: string) {
  for (const listener of listeners) listener(id);
}

/** `act` brings the letter into sight. */
export function useSummons(id: string, act: () => void) {
  const come = useEffectEvent((wanted: string) => {
    if (wanted === id) act();
  });
  useEffect(() => {
    const listener = (wanted: string) => come(wanted);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}
