import { useEffect } from 'react';
import { writeToLink } from './composing.ts';

/** Mail addresses on our pages open a letter here, not in another program. */
export function useMailLinks() {
  useEffect(() => {
    const hear = (event: MouseEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = (event.target as Element | null)?.closest?.('a[href^="mailto:" i]');
      if (!link || !writeToLink(link.getAttribute('href') ?? '')) return;
      event.preventDefault();
    };
    document.addEventListener('click', hear);
    return () => document.removeEventListener('click', hear);
  }, []);
}
