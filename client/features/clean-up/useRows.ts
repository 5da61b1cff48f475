import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';

const HEIGHT = 60;
const OVERSCAN = 6;

/** Where lists were scrolled to, and which row had the focus. */
const kept = new Map<string, { top: number; focused: number }>();

interface Options {
  name: string;
  total: number;
  /** A row that is being read: the keyboard is there when it is closed. */
  open: number | null;
  onSight(first: number, last: number): void;
}

/** Rows of a list that scrolls with the page around it. */
export function useRows({ name, total, open, onSight }: Options) {
  const grid = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const [focused, setFocused] = useState(() => kept.get(name)?.focused ?? 0);
  const last = Math.max(0, total - 1);
  const scroller = () => scrollerOf(grid.current);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: scroller,
    estimateSize: () => HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: margin,
    initialRect: { width: 0, height: innerHeight },
    // The row with the focus stays, wherever the page is scrolled: or the keyboard would lose its place.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      const one = Math.min(focused, last);
      return total && !seen.includes(one) ? [...seen, one].sort((a, b) => a - b) : seen;
    },
    onChange: ({ range }) =>
      range &&
      onSight(Math.max(0, range.startIndex - OVERSCAN), Math.min(last, range.endIndex + OVERSCAN)),
  });
  // What stands above the list may have grown.
  useLayoutEffect(() => {
    const box = scroller();
    if (!grid.current || !box) return;
    const top =
      grid.current.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    if (Math.abs(top - margin) > 1) setMargin(top);
  });
  useKeptScroll(name, total > 0, scroller, focused);
  const focus = (index: number) => {
    const place = Math.max(0, Math.min(last, index));
    setFocused(place);
    rows.scrollToIndex(place, { align: 'auto' });
    const find = () =>
      grid.current
        ?.querySelector<HTMLElement>(`[data-index="${place}"]`)
        ?.focus({ preventScroll: true });
    find();
    requestAnimationFrame(find);
  };
  const wasOpen = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (open === null && wasOpen.current !== null) focus(wasOpen.current);
    wasOpen.current = open;
  });
  return {
    grid,
    height: rows.getTotalSize(),
    items: rows.getVirtualItems().map(({ index, start }) => ({ index, top: start - margin })),
    isFocused: (index: number) => index === Math.min(focused, last),
    focus,
    page: () => Math.max(1, Math.floor((scroller()?.clientHeight ?? HEIGHT) / HEIGHT) - 3),
    placeOf: (element: HTMLElement) =>
      Number(element.closest<HTMLElement>('[data-index]')?.dataset.index ?? focused),
  };
}

/** Who comes back from a message finds the list as it was. */
function useKeptScroll(
  name: string,
  isThere: boolean,
  scroller: () => HTMLElement | null,
  focused: number,
) {
  const isBack = useRef(false);
  useLayoutEffect(() => {
    const box = scroller();
    if (!isThere || isBack.current || !box) return;
    isBack.current = true;
    const before = kept.get(name);
    if (before) box.scrollTop = before.top;
  });
  useLayoutEffect(() => {
    const box = scroller();
    if (!box) return;
    const remember = () => isBack.current && kept.set(name, { top: box.scrollTop, focused });
    remember();
    box.addEventListener('scroll', remember, { passive: true });
    return () => box.removeEventListener('scroll', remember);
  });
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let above = element?.parentElement; above; above = above.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(above).overflowY)) return above;
  }
  return null;
}
