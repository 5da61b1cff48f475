import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { withMoved } from './filters.ts';

interface Carried {
  id: string;
  to: number;
}

/**
 * A list whose items are carried by a handle: with mouse, pen or finger, or with the arrow keys. The
 * items stand in their new order while one is carried; Escape puts it back.
 *
 * @param onMove hears where an item was put.
 */
export function useReorder<One extends { id: string }>(
  all: One[],
  onMove: (id: string, to: number) => void,
) {
  const list = useRef<HTMLUListElement>(null);
  const [carried, setCarried] = useState<Carried | null>(null);
  // A handle that moved in the page has lost the focus.
  const focused = useRef<string | null>(null);
  useLayoutEffect(() => {
    const id = focused.current;
    focused.current = null;
    if (id) list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`)?.focus();
  });
  const shown = carried ? withMoved(all, carried.id, carried.to) : all;

  const end = (isMeant: boolean) => {
    if (!carried) return;
    const from = all.findIndex(({ id }) => id === carried.id);
    if (isMeant && from !== carried.to) onMove(carried.id, carried.to);
    setCarried(null);
  };
  const handle = (id: string) => {
    const at = all.findIndex((one) => one.id === id);
    return {
      'data-handle': id,
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setCarried({ id, to: at });
      },
      onPointerMove({ clientY }: PointerEvent<HTMLElement>) {
        if (carried?.id !== id) return;
        const to = placeAt(
          list.current,
          clientY,
          shown.findIndex((one) => one.id === id),
        );
        if (to !== carried.to) setCarried({ id, to });
      },
      onPointerUp: () => end(true),
      onPointerCancel: () => end(false),
      onKeyDown(event: KeyboardEvent) {
        if (event.key === 'Escape' && carried) {
          event.preventDefault();
          end(false);
        }
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const to = at + step;
        if (to < 0 || to >= all.length) return;
        focused.current = id;
        onMove(id, to);
      },
    };
  };
  return { list, shown, carried: carried?.id ?? null, handle };
}

/** Which place of the list lies at this height; the carried item changes with another past its middle. */
function placeAt(list: HTMLElement | null, y: number, from: number): number {
  const boxes = [...(list?.children ?? [])].map((item) => item.getBoundingClientRect());
  const middle = ({ top, height }: DOMRect) => top + height / 2;
  let to = from;
  while (to > 0 && y < middle(boxes[to - 1]!)) to--;
  while (to < boxes.length - 1 && y > middle(boxes[to + 1]!)) to++;
  return to;
}
