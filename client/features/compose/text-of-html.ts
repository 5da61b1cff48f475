const BLOCKS = new Set([
  'P',
  'DIV',
  'TR',
  'LI',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'BLOCKQUOTE',
  'TABLE',
  'SECTION',
  'ARTICLE',
  'HR',
]);
const SILENT = new Set(['STYLE', 'SCRIPT', 'HEAD', 'TITLE', 'TEMPLATE', 'NOSCRIPT']);

/** The words of an HTML letter, to be quoted as plain text. The document is inert: nothing in it loads or runs. */
export function textOfHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return wordsOf(page.body)
    .replace(/[ \t]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ');
  if (SILENT.has(node.nodeName)) return '';
  if (node.nodeName === 'BR') return '\n';
  const inner = [...node.childNodes].map(wordsOf).join('');
  return BLOCKS.has(node.nodeName) ? `\n${inner}\n` : inner;
}
