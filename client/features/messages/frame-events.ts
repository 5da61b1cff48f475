import { writeToLink } from '../compose/composing.ts';

/**
 * What the page learns from its frame: the link under the pointer or the focus, and keys. The listeners
 * are the page's own; the message's document runs nothing. Answers how to stop.
 */
export function followFrame(
  frame: HTMLIFrameElement,
  page: Document,
  onLink: (address: string | null) => void,
): () => void {
  const leaving = new AbortController();
  const linkAt = ({ target }: Event) =>
    onLink((target as Element | null)?.closest?.('a[href]')?.getAttribute('href') ?? null);
  const none = () => onLink(null);
  page.addEventListener('mouseover', linkAt, leaving);
  page.addEventListener('focusin', linkAt, leaving);
  page.addEventListener('focusout', none, leaving);
  page.documentElement.addEventListener('mouseleave', none, leaving);
  page.addEventListener(
    'click',
    (event) => {
      const link = (event.target as Element | null)?.closest?.('a[href^="mailto:" i]');
      if (link && writeToLink(link.getAttribute('href') ?? '')) event.preventDefault();
    },
    leaving,
  );
  page.addEventListener(
    'keydown',
    ({ key, code, shiftKey, ctrlKey, altKey, metaKey, target }) => {
      // Enter opens the link, and Tab goes on, where they are pressed.
      if (
        key === 'Tab' ||
        key === 'Enter' ||
        key === ' ' ||
        (target as Element).nodeName === 'SUMMARY'
      )
        return;
      const bubbles = true;
      frame.dispatchEvent(
        new KeyboardEvent('keydown', { key, code, shiftKey, ctrlKey, altKey, metaKey, bubbles }),
      );
    },
    leaving,
  );
  return () => leaving.abort();
}
