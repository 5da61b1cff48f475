import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
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
  /** Hundredths of the room that the list has. */
  const [share, setShare] = useState(0);
  const isBelow = pane === 'below';
  const measure = () => {
    const list = ref.current!.previousElementSibling!.getBoundingClientRect();
    const all = ref.current!.parentElement!.getBoundingClientRect();
    return isBelow
      ? { size: list.height, most: all.height }
      : { size: list.width, most: all.width };
  };
  const tell = useEffectEvent(() => {
    // Told once more when it is gone.
    if (!ref.current) return;
    const { size, most } = measure();
    setShare(Math.round((100 * size) / (most || 1)));
  });
  useEffect(() => {
    // Told after the layout, and at once: nothing has to be laid out for it.
    const observer = new ResizeObserver(tell);
    observer.observe(ref.current!.previousElementSibling!);
    return () => observer.disconnect();
  }, []);
  const resize = (size: number) => onSize(Math.round(Math.max(0, size)));
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
      aria-valuenow={share}
      className={`${styles.split} ${styles[pane]}`}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => onSize(undefined)}
    />
  );
}
