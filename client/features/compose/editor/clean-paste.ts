import { quietParser } from '../../messages/quiet-parser.ts';
import { quickPart } from '../../messages/sanitize-limits.ts';
import { listsOfWord } from './word-lists.ts';

interface Pasted {
  fragment: DocumentFragment;
  /** Pictures that came inside the text, as `data:`. */
  pictures: File[];
}

/** Others give way to what is in them. */
const KEPT = new Set(
  (
    'A B BLOCKQUOTE BR CAPTION CODE COL COLGROUP DD DIV DL DT EM H1 H2 H3 H4 H5 H6 HR I LI OL P PRE S STRIKE ' +
    'STRONG SUB SUP TABLE TBODY TD TFOOT TH THEAD TR U UL'
  ).split(' '),
);
const DROPPED =
  'style, script, head, meta, link, title, template, noscript, svg, math, iframe, object, embed, video, ' +
  'audio, canvas, button, input, select, textarea, form > label, [hidden], [aria-hidden="true"]';
const ATTRIBUTES: Record<string, string[]> = {
  A: ['href'],
  OL: ['start', 'type'],
  TD: ['colspan', 'rowspan'],
  TH: ['colspan', 'rowspan'],
};

/**
 * Words from other programs, without their looks: what is bold, a list, a table, a link stays; fonts,
 * colours, sizes and classes go. The result is no safer than its text: it is still sanitised.
 *
 * @param html text/html of the clipboard, as Word, Excel, Google Docs and browsers write it.
 */
export function cleanPaste(html: string): Pasted {
  const page = quietParser().parseFromString(quickPart(betweenMarks(html)), 'text/html');
  listsOfWord(page);
  for (const element of page.querySelectorAll(DROPPED)) element.remove();
  const pictures = takePictures(page);
  removeComments(page);
  for (const element of [...page.body.querySelectorAll('*')]) tidy(element);
  dressTables(page);
  const fragment = page.createDocumentFragment();
  fragment.append(...page.body.childNodes);
  return { fragment, pictures };
}

/** What the clipboard's own format marks as chosen. */
function betweenMarks(html: string): string {
  const [, chosen] = /<!--StartFragment-->([\s\S]*?)<!--EndFragment-->/.exec(html) ?? [];
  if (chosen === undefined) return html.split('\0')[0] ?? '';
  // Rows of a table are marked without their table.
  return /^\s*<(?:tr|td|th|col|tbody)\b/i.test(chosen) ? `<table>${chosen}</table>` : chosen;
}

function removeComments(page: Document) {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) (comment as Comment).remove();
}

/** Pictures that are in the text become files; those on other servers or on a disk leave their words. */
function takePictures(page: Document): File[] {
  const pictures: File[] = [];
  for (const image of page.querySelectorAll('img')) {
    const file = fileOf(image.getAttribute('src') ?? '');
    if (file) pictures.push(file);
    image.replaceWith(file ? '' : (image.getAttribute('alt') ?? ''));
  }
  return pictures;
}

function fileOf(address: string): File | null {
  const [, type, data] = /^data:(image\/(?:png|jpe?g|gif|webp));base64,(.+)$/i.exec(address) ?? [];
  if (!type || !data) return null;
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (one) => one.charCodeAt(0));
    return new File([bytes], `image.${type.split('/')[1]}`, { type: type.toLowerCase() });
  } catch {
    return null;
  }
}

function tidy(element: Element) {
  const marks = marksOf(element);
  for (const { name } of [...element.attributes])
    if (!ATTRIBUTES[element.nodeName]?.includes(name)) element.removeAttribute(name);
  const isOnlyLink = element.nodeName === 'A' && !element.hasAttribute('href');
  const isLineInItem = /^(P|DIV)$/.test(element.nodeName) && isAloneInItem(element);
  const goes = !KEPT.has(element.nodeName) || isOnlyLink || isLineInItem || marks.isNot;
  let inner: Element = element;
  for (const tag of marks.tags) {
    const mark = element.ownerDocument.createElement(tag);
    mark.append(...inner.childNodes);
    inner.append(mark);
    inner = mark;
  }
  if (goes) element.replaceWith(...element.childNodes);
}

/** What a style says that has a tag of its own. `isNot`: the tag says so, and the style takes it back. */
function marksOf(element: Element): { tags: string[]; isNot: boolean } {
  const style = element.getAttribute('style') ?? '';
  const isInline = /^(SPAN|FONT|A|TD|TH|P|DIV|LI)$/.test(element.nodeName);
  const isNot =
    (/^(B|STRONG)$/.test(element.nodeName) && /font-weight:\s*(normal|400)/i.test(style)) ||
    (/^(I|EM)$/.test(element.nodeName) && /font-style:\s*normal/i.test(style));
  if (!isInline || !element.textContent?.trim()) return { tags: [], isNot };
  const tags = [
    /font-weight:\s*(bold|[6-9]00)/i.test(style) && 'b',
    /font-style:\s*italic/i.test(style) && 'i',
    /text-decoration[^;]*:\s*[^;]*underline/i.test(style) && element.nodeName !== 'A' && 'u',
    /text-decoration[^;]*:\s*[^;]*line-through/i.test(style) && 's',
    /vertical-align:\s*super/i.test(style) && 'sup',
    /vertical-align:\s*sub\b/i.test(style) && 'sub',
  ].filter((tag) => tag !== false);
  // Lines of links of a page are underlined by their style.
  return { tags: element.closest('a') ? tags.filter((tag) => tag !== 'u') : tags, isNot };
}

function isAloneInItem(element: Element): boolean {
  const { parentElement: parent } = element;
  if (parent?.nodeName !== 'LI' && parent?.nodeName !== 'TD' && parent?.nodeName !== 'TH')
    return false;
  return ![...parent.children].some(
    (other) => other !== element && /^(P|DIV)$/.test(other.nodeName),
  );
}

const TABLE = 'border-collapse: collapse; max-width: 100%;';
const CELL = 'border: 1px solid #b9b5aa; padding: 4px 8px; vertical-align: top;';

/** Lines between cells, as people see them where they come from. */
function dressTables(page: Document) {
  for (const table of page.querySelectorAll('table')) {
    table.className = 'sobre-table';
    table.setAttribute('style', TABLE);
  }
  for (const cell of page.querySelectorAll('td, th')) cell.setAttribute('style', CELL);
}
