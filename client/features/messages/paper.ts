import { writeMail } from './mail-frame.ts';
import { quietParser } from './quiet-parser.ts';
import { sanitizeMail } from './sanitize.ts';

/** Texts whose colours were turned round for the dark theme. */
const darkened = new WeakMap<HTMLIFrameElement, string>();

/** Says what a frame shows, so that it can be had in its own colours; null when it shows those. */
export function rememberDark(frame: HTMLIFrameElement, html: string | null) {
  if (html === null) darkened.delete(frame);
  else darkened.set(frame, html);
}

/**
 * What a frame shows, as it is to be printed: on white paper in the sender's colours, whole,
 * with the pictures that are on screen.
 */
export function paperOf(frame: HTMLIFrameElement): Document | null {
  const html = darkened.get(frame);
  const shown = frame.contentDocument;
  if (html === undefined || !shown) return shown;
  const page = quietParser().parseFromString('', 'text/html');
  writeMail(page, sanitizeMail(html));
  // Both were cleaned alike: the pictures of one are those of the other, in the same order.
  shown.querySelectorAll('img').forEach((image, i) => {
    const source = image.getAttribute('src');
    if (source) page.querySelectorAll('img')[i]?.setAttribute('src', source);
  });
  return page;
}
