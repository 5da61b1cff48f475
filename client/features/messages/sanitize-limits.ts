import { quietParser } from './quiet-parser.ts';

const ALWAYS_QUICK = 100_000;
const STEP = 16_384;
const MOST_MILLISECONDS = 1_000;
const MOST_ELEMENTS = 100_000;

/**
 * The beginning of a long HTML text, as far as the browser parses it without making people wait. Tags
 * that are never closed make it look through all of them for each new one, and formatting that is
 * never closed is repeated in each paragraph: 2 MB of either would take minutes (security S-47).
 * The document is inert, and thrown away.
 */
export function quickPart(html: string): string {
  if (html.length <= ALWAYS_QUICK) return html;
  const page = quietParser().parseFromString('', 'text/html');
  const elements = page.getElementsByTagName('*');
  const start = performance.now();
  let read = 0;
  page.open();
  while (read < html.length) {
    page.write(html.slice(read, read + STEP));
    read += STEP;
    const isSlow = performance.now() - start > MOST_MILLISECONDS;
    if (isSlow || elements.length > MOST_ELEMENTS) break;
  }
  return html.slice(0, read);
}
