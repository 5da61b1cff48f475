import { type KeyboardEvent, type RefObject, useState } from 'react';

const PHONE = '(max-width: 719px)';
const STOPS =
  'a[href], button:not([disabled]):not([tabindex="-1"]), input:not([disabled]):not([hidden]), select, textarea, [contenteditable="true"], [tabindex="0"]';

/**
 * Leads the keyboard back to where it was before the letter was opened; where that is gone, to the
 * letter's title.
 */
export function useWayBack(frame: RefObject<HTMLElement | null>, id: string): () => void {
  const [before] = useState(() => document.activeElement as HTMLElement | null);
  return () => {
    const wasInside = frame.current?.contains(document.activeElement);
    setTimeout(() => {
      if (!wasInside && document.activeElement !== document.body) return;
      const title = document.querySelector<HTMLElement>(`[data-letter="${id}"]`);
      const isThere = before?.isConnected && before !== document.body && before.checkVisibility();
      (isThere ? before : title)?.focus();
    });
  };
}

/** On a phone the letter is all there is: Tab goes round in it. Elsewhere it goes on to the page. */
export function keepFocusIn(event: KeyboardEvent<HTMLElement>) {
  if (!matchMedia(PHONE).matches) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(STOPS)].filter(
    (one) => one.tabIndex >= 0 && one.checkVisibility(),
  );
  const [edge, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  other?.focus();
}
