import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { useStable } from '../../ui/useStable.ts';
import { ReviewLine } from './ReviewLine.tsx';
import styles from './ReviewList.module.css';
import type { Review } from './review.ts';
import { useRows } from './useRows.ts';
import type { TickActs } from './useTicks.ts';

interface Props {
  /** Tells this list from others, so that who comes back is where they were. */
  name: string;
  review: Review;
  ticks: TickActs;
  /** The row that is being read. */
  open: number | null;
  onOpen(index: number): void;
}

/** The messages meant: a grid over the true count, of which only what is in sight exists. */
export function ReviewList({ name, review, ticks, open, onOpen }: Props) {
  const t = useT();
  const total = review.weight?.messages ?? 0;
  const rows = useRows({ name, total, open, onSight: review.show });
  const anchor = useRef<number | null>(null);
  const through = (from: number, to: number) => {
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    const between = Array.from({ length: last - first + 1 }, (_, i) => review.rowAt(first + i));
    return between.filter((row) => row !== undefined);
  };
  const tickAt = (index: number, { shiftKey }: { shiftKey: boolean }) => {
    const row = review.rowAt(index);
    if (!row) return;
    // All between the one that was touched last and this one become what this one becomes.
    if (shiftKey && anchor.current !== null)
      ticks.put(through(anchor.current, index), !ticks.has(row));
    else ticks.toggle(row);
    anchor.current = index;
  };
  const acts = useStable({
    onTick: (index: number, event: MouseEvent) => tickAt(index, event),
    onOpen: (index: number) => onOpen(index),
  });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const place = rows.placeOf(event.target as HTMLElement);
    const row = review.rowAt(place);
    const step = (by: number) => {
      const next = review.rowAt(place + by);
      if (event.shiftKey && row && next) ticks.put([next], ticks.has(row));
      rows.focus(place + by);
    };
    const keys: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      PageDown: () => rows.focus(place + rows.page()),
      PageUp: () => rows.focus(place - rows.page()),
      Home: () => rows.focus(0),
      End: () => rows.focus(total - 1),
      Enter: () => row && onOpen(place),
      o: () => row && onOpen(place),
      ' ': () => tickAt(place, event),
      x: () => tickAt(place, event),
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  if (review.weight && !total) return <p className={styles.none}>{t('review-none')}</p>;
  return (
    <div
      ref={rows.grid}
      role="grid"
      aria-label={t('messages')}
      aria-rowcount={total}
      aria-multiselectable
      aria-busy={!review.weight}
      className={styles.grid}
      style={{ blockSize: rows.height }}
      onKeyDown={onKeyDown}
    >
      {rows.items.map(({ index, top }) => {
        const row = review.rowAt(index);
        return (
          <ReviewLine
            key={index}
            row={row}
            index={index}
            top={top}
            isTicked={row ? ticks.has(row) : false}
            isFocused={rows.isFocused(index)}
            {...acts}
          />
        );
      })}
    </div>
  );
}
