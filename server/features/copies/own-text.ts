import { convert, type HtmlToTextOptions } from 'html-to-text';

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: 200, maxInputLength: 300_000 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
    { selector: 'ul', options: { itemPrefix: '' } },
    { selector: 'hr', format: 'skip' },
  ],
};
const OWN: HtmlToTextOptions = {
  ...OPTIONS,
  selectors: [...(OPTIONS.selectors ?? []), { selector: 'blockquote', format: 'skip' }],
};

export interface Text {
  type: 'text/plain' | 'text/html';
  content: string;
}

/** Shorter texts ("Thanks, fine by me") stand in any letter by chance. In characters, white space apart. */
const LEAST = 40;

/** What somebody wrote in a message, without quotes and signature, ready to be looked for; '' = too little to be told. */
export function ownText(texts: Text[]): string {
  const all = texts.map(({ type, content }) => {
    const text = type === 'text/html' ? convert(content, OWN) : content.replace(/^\s?>.*$/gm, '');
    return squeeze(text.replace(/^-- ?\r?$[\s\S]*/m, ''));
  });
  const text = all.join('');
  return text.length < LEAST ? '' : text;
}

/** Everything that stands in a message, quotes too. */
export function allText(texts: Text[]): string[] {
  return texts.map(({ type, content }) =>
    squeeze(type === 'text/html' ? convert(content, OPTIONS) : content),
  );
}

/** White space, quote marks and invisible signs aside: lines are folded anew when they are quoted. */
const squeeze = (text: string) =>
  text
    .normalize('NFC')
    .replace(/^[\s>|]+/gm, '')
    .replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g, '');
