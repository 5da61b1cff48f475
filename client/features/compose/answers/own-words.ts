import { SIGNATURE } from '../../messages/plain-text.ts';
import { quietParser } from '../../messages/quiet-parser.ts';
import type { Draft } from '../composing.ts';
import { SIGNATURE_CLASS } from './quote-marks.ts';
import { textOfHtml } from './text-of-html.ts';

/** Above what is forwarded: "---------- Forwarded message ----------". */
const FORWARDED = /^-{5,}[^\n]*-{5,}$/m;

/** What the writer wrote: without quotations, what is forwarded, and the signature. */
export function ownWords({ html, text }: Pick<Draft, 'html' | 'text'>): string {
  const words = html === null ? text : textOfHtml(withoutQuotes(html));
  const at = words.search(FORWARDED);
  return (at < 0 ? words : words.slice(0, at))
    .split(`\n${SIGNATURE}\n`)[0]!
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .trim();
}

function withoutQuotes(html: string): string {
  const { body } = quietParser().parseFromString(html, 'text/html');
  for (const quote of body.querySelectorAll(`blockquote, .${SIGNATURE_CLASS}`)) quote.remove();
  return body.innerHTML;
}
