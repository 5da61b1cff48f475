import { quietParser } from '../../messages/quiet-parser.ts';
import { quickPart } from '../../messages/sanitize-limits.ts';

const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DETAILS DIR DIV DL DT FIGCAPTION FIGURE FOOTER FORM ' +
    'H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TR UL'
  ).split(' '),
);
const APART = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'DL', 'PRE', 'TABLE']);
const SILENT = new Set(
  'STYLE SCRIPT HEAD TITLE TEMPLATE NOSCRIPT SVG MATH IFRAME OBJECT AUDIO VIDEO SELECT'.split(' '),
);

/** The words of an HTML letter, to be quoted as plain text. The document is inert: nothing in it loads or runs. */
export function textOfHtml(html: string): string {
  const page = quietParser().parseFromString(quickPart(html), 'text/html');
  const isHidden = hiddenIn(page);
  return linesOf(page.body, isHidden);
}

type IsHidden = (element: Element) => boolean;

// Marks of this file's own, from the private use area: block ends, ends of blocks that stand apart,
// and blanks of preformatted text.
const END = '\ue000';
const APART_END = '\ue001';
const KEPT_BLANK = '\ue002';
const MARKS = /[\ue000-\ue002]/g;

function linesOf(element: Element, isHidden: IsHidden): string {
  return [...element.childNodes]
    .map((node) => wordsOf(node, isHidden))
    .join('')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?([\n\ue000\ue001]) ?/g, '$1')
    .replace(/[\n\ue000\ue001]+/g, newlinesFor)
    .replace(/^[ \n]+|[ \n]+$/g, '')
    .replaceAll(KEPT_BLANK, ' ');
}

/** Blocks that end together end one line; a line break that ends a block with text adds none. */
function newlinesFor(run: string): string {
  const breaks = run.split('\n').length - 1;
  const lines = run.startsWith('\n') ? breaks : breaks + 1;
  return '\n'.repeat(Math.min(3, Math.max(lines, run.includes(APART_END) ? 2 : 1)));
}

function wordsOf(node: Node, isHidden: IsHidden): string {
  if (node.nodeType === Node.TEXT_NODE) return wordsOfText(node);
  if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.nodeName.toUpperCase())) return '';
  const element = node as Element;
  if (isHidden(element)) return '';
  const name = element.nodeName;
  if (name === 'BR') return '\n';
  if (name === 'HR') return `${END}----${END}`;
  if (name === 'BLOCKQUOTE') return END + quote(linesOf(element, isHidden)) + END;
  const inner = [...element.childNodes].map((child) => wordsOf(child, isHidden)).join('');
  if (name === 'LI') return `${END}- ${inner.replace(/^[\s\ue000\ue001]+/, '')}${END}`;
  if (name === 'TD' || name === 'TH') return `${inner} `;
  if (APART.has(name) && inner.trim()) return APART_END + inner + APART_END;
  return BLOCKS.has(name) ? END + inner + END : inner;
}

function wordsOfText({ textContent, parentElement }: Node): string {
  const text = (textContent ?? '').replace(MARKS, '');
  return parentElement?.closest('pre')
    ? text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, KEPT_BLANK)
    : text.replace(/\s+/g, ' ');
}

const quote = (text: string) =>
  text
    .split('\n')
    .map((line) => (line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n');

/** Declarations that keep a text from being seen. */
export const HIDING =
  /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![\w-])(?:max-height|opacity|font-size)\s*:\s*0(?![.\d]*[1-9])|(?<![\w-])color\s*:\s*transparent|text-indent\s*:\s*-\d{3,}|(?<![\w-])(?:left|top)\s*:\s*-\d{3,}|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?<![\w-])scale\s*\(\s*0\s*\)/i;
const MOST_RULES = 300;

/** What was hidden from the reader is not put into their mouth (security S-19). Any rule that hides counts. */
function hiddenIn(page: Document): IsHidden {
  const hidden = new Set<Element>();
  for (const selector of hidingSelectors(page)) {
    try {
      for (const element of page.querySelectorAll(selector)) hidden.add(element);
    } catch {
      // Not a selector that this browser knows: it hides nothing here either.
    }
  }
  return (element) =>
    element.hasAttribute('hidden') ||
    HIDING.test(element.getAttribute('style') ?? '') ||
    hidden.has(element);
}

function hidingSelectors(page: Document): string[] {
  const sheets = [...page.querySelectorAll('style')].map(({ textContent }) => textContent ?? '');
  if (!sheets.length || !('replaceSync' in CSSStyleSheet.prototype)) return [];
  const sheet = new CSSStyleSheet();
  return sheets.flatMap((text) => {
    sheet.replaceSync(text);
    return [...sheet.cssRules].slice(0, MOST_RULES).flatMap(selectorOf);
  });
}

function selectorOf(rule: CSSRule): string[] {
  if (rule instanceof CSSMediaRule && matchMedia(rule.media.mediaText).matches)
    return [...rule.cssRules].flatMap(selectorOf);
  return rule instanceof CSSStyleRule && HIDING.test(rule.style.cssText) ? [rule.selectorText] : [];
}
