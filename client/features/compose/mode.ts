import { SIGNATURE_CLASS } from './answers/quote-marks.ts';
import { textOfHtml } from './answers/text-of-html.ts';
import type { Draft } from './composing.ts';
import { plainToHtml } from './plain-to-html.ts';

/** What a rich letter says without its formatting: the original below it as quotation marks. */
export function asPlain({ html, quote }: Pick<Draft, 'html' | 'quote'>): Partial<Draft> {
  const words = textOfHtml(withSignatureMark(html ?? ''));
  const text = quote ? `${words}\n\n${textOfHtml(quote)}\n` : words;
  return { text, html: null, quote: null };
}

/** What a plain letter says, to be formatted from here on. */
export const asRich = ({ text }: Pick<Draft, 'text'>): Partial<Draft> => ({
  html: plainToHtml(text),
  text: '',
});

const PLAIN_TAGS = /^(?:DIV|BR|P|BLOCKQUOTE)$/;

/** True when something would be lost that plain text cannot say. */
export function hasFormatting({ html, quote }: Pick<Draft, 'html' | 'quote'>): boolean {
  const page = document.implementation.createHTMLDocument('');
  const read = new DOMParser().parseFromString(html ?? '', 'text/html');
  page.body.append(...read.body.childNodes);
  return (
    quote !== null ||
    [...page.body.querySelectorAll('*')].some(({ nodeName }) => !PLAIN_TAGS.test(nodeName))
  );
}

const withSignatureMark = (html: string) =>
  html.replace(new RegExp(`(<div class="${SIGNATURE_CLASS}"[^>]*>)`), '$1-- <br>');
