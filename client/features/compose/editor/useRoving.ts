import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';

const tabbable = (bar: HTMLElement | null) => [
  ...(bar?.querySelectorAll<HTMLElement>('button') ?? []),
];

/**
 * One stop for Tab, arrows within (the toolbar pattern of the ARIA practices). Escape is told.
 *
 * @returns what listens to the bar's keys and focus.
 */
export function useRoving(bar: RefObject<HTMLElement | null>, onEscape: () => void) {
  // Drawn again, the buttons have lost what was set here.
  useLayoutEffect(() => {
    const all = tabbable(bar.current);
    if (!all.some((one) => one.tabIndex === 0)) all[0]?.setAttribute('tabindex', '0');
  });
  const stopAt = (button: HTMLElement) => {
    for (const one of tabbable(bar.current)) one.tabIndex = one === button ? 0 : -1;
  };
  return {
    onFocus: ({ target }: { target: EventTarget }) =>
      target instanceof HTMLButtonElement && bar.current?.contains(target) && stopAt(target),
    onKeyDown: (event: KeyboardEvent) => {
      if (!bar.current?.contains(event.target as Node)) return;
      const all = tabbable(bar.current);
      const at = all.indexOf(document.activeElement as HTMLElement);
      const towards = document.dir === 'rtl' ? -1 : 1;
      const places: Record<string, number> = {
        ArrowRight: (at + towards + all.length) % all.length,
        ArrowLeft: (at - towards + all.length) % all.length,
        Home: 0,
        End: all.length - 1,
      };
      const place = places[event.key];
      if (place !== undefined) all[place]?.focus();
      else if (event.key === 'Escape') onEscape();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
