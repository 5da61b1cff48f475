import { useState } from 'react';
import type { Draft } from './composing.ts';

export type LetterPlace = 'docked' | 'full' | 'folded';

/**
 * Which letters are open, and how. The ones used last stay open as far as there is room; one that was
 * folded by hand stays folded.
 */
export function useLetterPlaces(drafts: Draft[], room: number) {
  /** Used last first. What is not here was begun just now. */
  const [used, setUsed] = useState<string[]>([]);
  const [folded, setFolded] = useState<readonly string[]>([]);
  const [full, setFull] = useState<string | null>(null);
  const ids = drafts.map(({ id }) => id);
  const begun = ids.filter((id) => !used.includes(id)).reverse();
  const order = [...begun, ...used.filter((id) => ids.includes(id))];
  const open = order.filter((id) => !folded.includes(id)).slice(0, room);

  return {
    placeOf(id: string): LetterPlace {
      if (!open.includes(id)) return 'folded';
      return full === id ? 'full' : 'docked';
    },
    open(id: string) {
      if (order[0] === id && !folded.includes(id)) return;
      setUsed([id, ...order.filter((one) => one !== id)]);
      setFolded(folded.filter((one) => one !== id));
    },
    fold(id: string) {
      setUsed(order);
      setFolded([...folded, id]);
      if (full === id) setFull(null);
    },
    fill: setFull,
  };
}
