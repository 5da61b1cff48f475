import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import styles from './PaneSplit.module.css';

interface Props {
  pane: 'right' | 'below';
  /** Pixels of the list; undefined = as many as it has by itself. */
  onSize(size: number | undefined): void;
}

const STEP = 24;

/** The line between list and message, to be moved by pointer and by arrow keys. */
export function PaneSplit({ pane, onSize }: Props) {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const [now, setNow] = useState({ size: 0, most: 0 });
  const isBelow = pane === 'below';
  const measure = () => {
    const list = ref.current!.previousElementSibling!.getBoundingClientRect();
    const all = ref.current!.parentElement!.getBoundingClientRect();
    return isBelow
      ? { size: list.height, most: all.height }
      : { size: list.width, most: all.width };
  };
  useLayoutEffect(() => {
    const tell = () => setNow(measure());
    tell();
    const observer = new ResizeObserver(tell);
    observer.observe(ref.current!.previousElementSibling!);
    return () => observer.disconnect();
  });
  const resize = (size: number) => onSize(Math.round(Math.max(0, Math.min(size, now.most))));
  const towards = () => (!isBelow && document.dir === 'rtl' ? -1 : 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const { size, most } = measure();
    const by = { ArrowLeft: -towards(), ArrowUp: -1, ArrowRight: towards(), ArrowDown: 1 };
    const places: Record<string, number | undefined> = { Home: 0, End: most };
    const step = by[event.key as keyof typeof by];
    const place = step === undefined ? places[event.key] : size + step * STEP;
    if (event.key === 'Enter') onSize(undefined);
    else if (place === undefined) return;
    else resize(place);
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
    event.currentTarget.focus();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const all = event.currentTarget.parentElement!.getBoundingClientRect();
    if (isBelow) resize(event.clientY - all.top);
    else resize(towards() > 0 ? event.clientX - all.left : all.right - event.clientX);
  };
  return (
    <div
      ref={ref}
      role="separator"
      tabIndex={0}
      aria-label={t(isBelow ? 'pane-height' : 'pane-width')}
      aria-orientation={isBelow ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={now.most ? Math.round((100 * now.size) / now.most) : 0}
      className={`${styles.split} ${styles[pane]}`}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => onSize(undefined)}
    />
  );
}
