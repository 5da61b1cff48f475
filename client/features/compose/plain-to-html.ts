import { readPlainText } from '../messages/plain-text.ts';

/** How a quotation looks to those who read it in other programs. */
export const QUOTE_STYLE = 'margin: 0 0 0 8px; border-left: 2px solid #b9b5aa; padding-left: 12px;';

/** Plain text as the words of a rich letter: a line is a line, a quotation a quotation. */
export function plainToHtml(text: string, how: { flowed?: boolean; delSp?: boolean } = {}): string {
  const page = document.implementation.createHTMLDocument('');
  /** The quotations that are open, the body at their bottom. */
  const open: Element[] = [page.body];
  for (const { depth, lines } of readPlainText(text, how)) {
    while (open.length > depth + 1) open.pop();
    while (open.length < Math.min(depth, DEEPEST) + 1) {
      const quote = page.createElement('blockquote');
      quote.setAttribute('type', 'cite');
      quote.setAttribute('style', QUOTE_STYLE);
      open.at(-1)!.append(quote);
      open.push(quote);
    }
    for (const line of lines) open.at(-1)!.append(lineOf(page, line));
  }
  return page.body.innerHTML;
}

const DEEPEST = 30;

function lineOf(page: Document, line: string): Element {
  const element = page.createElement('div');
  // Runs of blanks are meant, as in a table or a picture of letters.
  const kept = line.replace(/\t/g, '    ').replace(/^ | (?= )/g, '\u00a0');
  element.append(kept || page.createElement('br'));
  return element;
}
