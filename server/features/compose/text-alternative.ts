import { convert, type HtmlToTextOptions } from 'html-to-text';

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/** Words as they were written: nothing shouts, links say where they lead, tables keep their columns. */
const OPTIONS: HtmlToTextOptions = {
  // Lines are folded afterwards, as format=flowed.
  wordwrap: false,
  limits: { maxDepth: 200, maxInputLength: 5_000_000 },
  selectors: [
    ...HEADINGS.map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 },
    })),
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'a[href^="mailto:"]', format: 'anchor', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '- ', leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'ol', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'blockquote', options: { trimEmptyLines: true, leadingLineBreaks: 1 } },
    { selector: 'hr', options: { length: 20 } },
    // Others are there to lay things out.
    {
      selector: 'table.sobre-table',
      format: 'dataTable',
      options: { uppercaseHeaderCells: false, maxColumnWidth: 40, leadingLineBreaks: 2 },
    },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'div.sobre-signature', format: 'signature' },
  ],
  formatters: {
    signature(element, walk, builder) {
      builder.openBlock({ leadingLineBreaks: 1 });
      builder.addLiteral('-- ');
      builder.addLineBreak();
      walk(element.children, builder);
      builder.closeBlock({ trailingLineBreaks: 2 });
    },
  },
};

/** The plain alternative of a rich letter (RFC 2046 section 5.1.4). */
export const textOf = (html: string) => convert(html.replace(EMPTY_LINE, '<br>'), OPTIONS);

/** As the editor writes one; it would count for two. */
const EMPTY_LINE = /<(div|p)><br\s*\/?><\/\1>/gi;
