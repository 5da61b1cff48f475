import { type PointerEvent, useRef } from 'react';

interface Acts {
  /** Carried far enough and let go; to the start or to the end of the line. */
  onSwipe(towards: 'start' | 'end'): void;
  /** Held in place. */
  onHold(): void;
}

const FAR = 96;
const HOLD = 500;
const STILL = 8;

/**
 * Swipes and long presses of a finger on a row, as pointer events. The row follows the finger; the
 * page scrolls up and down as ever (`touch-action: pan-y`).
 */
export function useTouch({ onSwipe, onHold }: Acts) {
  const touch = useRef<{
    x: number;
    y: number;
    timer: ReturnType<typeof setTimeout>;
    moved: boolean;
  } | null>(null);
  const wasNoTap = useRef(false);
  const end = (event: PointerEvent<HTMLElement>) => {
    if (touch.current) clearTimeout(touch.current.timer);
    wasNoTap.current = touch.current?.moved ?? false;
    event.currentTarget.style.translate = '';
    touch.current = null;
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.pointerType !== 'touch') return;
      const timer = setTimeout(() => {
        if (touch.current) touch.current.moved = true;
        onHold();
      }, HOLD);
      touch.current = { x: event.clientX, y: event.clientY, timer, moved: false };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const start = touch.current;
      if (!start) return;
      const x = event.clientX - start.x;
      if (Math.abs(x) < STILL && Math.abs(event.clientY - start.y) < STILL) return;
      clearTimeout(start.timer);
      if (Math.abs(x) < STILL) return;
      start.moved = true;
      event.currentTarget.style.translate = `${x}px 0`;
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const x = touch.current ? event.clientX - touch.current.x : 0;
      if (Math.abs(x) >= FAR) onSwipe(x > 0 === (document.dir !== 'rtl') ? 'end' : 'start');
      end(event);
    },
    onPointerCancel: end,
    /** A swipe or a long press is no tap. */
    onClickCapture(event: { stopPropagation(): void; preventDefault(): void }) {
      if (!wasNoTap.current) return;
      wasNoTap.current = false;
      event.stopPropagation();
      event.preventDefault();
    },
  };
}
