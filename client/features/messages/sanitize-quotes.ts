/** What is said before what is folded: to open it, and to close it. */
export interface FoldWords {
  quote: readonly [show: string, hide: string];
  signature: readonly [show: string, hide: string];
}

/** Given to what we add, so that the frame's own styles find it. */
export const FOLD_CLASS = 'sobre-fold';

const QUOTE =
  'blockquote[type="cite" i], .gmail_quote, .gmail_quote_container, .yahoo_quoted, .protonmail_quote, .tutanota_quote, ' +
  '.moz-cite-prefix + blockquote, .zmail_extra, #appendonsend, #divRplyFwdMsg, #OLK_SRC_BODY_SECTION, ' +
  '.WordSection1 ~ blockquote, #mail-editor-reference-message-container, .reply-quote';
const SIGNATURE = '.gmail_signature, .moz-signature, .protonmail_signature_block, #Signature';
/** From these on, all that follows is the older message. */
const BEGINS = '#appendonsend, #divRplyFwdMsg';

/** Shorter ones are read at a glance. Characters. */
const LONG_QUOTE = 400;
const LONG_SIGNATURE = 250;
/** A message of quotes only would keep the browser counting. */
const MOST_FOLDS = 20;

/**
 * Folds long quotations and signatures into `details`, which need no script. A cleaner's hook calls it
 * for each element, before its children are looked at; what is added is cleaned like all the rest.
 */
export function quoteFolder(words: FoldWords): (element: Element) => void {
  let folds = 0;
  return (element) => {
    if (folds >= MOST_FOLDS || !element.matches?.(`${QUOTE}, ${SIGNATURE}`)) return;
    if (element.closest(`details.${FOLD_CLASS}`)) return;
    const isSignature = element.matches(SIGNATURE);
    const folded = element.matches(BEGINS) ? [element, ...followers(element)] : [element];
    if (!isWorthFolding(folded, isSignature)) return;
    folds++;
    fold(folded, isSignature ? words.signature : words.quote);
  };
}

function isWorthFolding(folded: Element[], isSignature: boolean): boolean {
  const length = folded.reduce(
    (sum, { textContent }) => sum + (textContent ?? '').trim().length,
    0,
  );
  if (length < (isSignature ? LONG_SIGNATURE : LONG_QUOTE)) return false;
  const [first] = folded;
  const last = folded.at(-1);
  // A forwarded message is what the letter is about, and answers between the lines need their lines.
  return first !== undefined && hasWords(before(first)) && (isSignature || !hasWords(after(last!)));
}

function fold(folded: Element[], words: readonly string[]) {
  const [first] = folded;
  const page = first!.ownerDocument;
  const details = page.createElement('details');
  details.className = FOLD_CLASS;
  const summary = page.createElement('summary');
  // The frame's styles show one of the two.
  for (const word of words) {
    const span = page.createElement('span');
    span.textContent = word;
    summary.append(span);
  }
  first!.before(details);
  details.append(summary, ...folded);
}

const followers = (element: Element): Element[] => {
  const all: Element[] = [];
  for (let next = element.nextElementSibling; next; next = next.nextElementSibling) all.push(next);
  return all;
};

/** Texts before an element, up to the body. */
function* before(element: Node): Generator<Node> {
  for (let node: Node | null = element; node && node.nodeName !== 'BODY'; node = node.parentNode)
    for (let other = node.previousSibling; other; other = other.previousSibling) yield other;
}

function* after(element: Node): Generator<Node> {
  for (let node: Node | null = element; node && node.nodeName !== 'BODY'; node = node.parentNode)
    for (let other = node.nextSibling; other; other = other.nextSibling) yield other;
}

/** More than "On Monday somebody wrote:", which stands before every quotation. */
function hasWords(nodes: Iterable<Node>): boolean {
  for (const node of nodes) {
    const isOurs = (node as Element).matches?.(
      `details.${FOLD_CLASS}, ${QUOTE}, ${SIGNATURE}, .gmail_attr, .moz-cite-prefix, style, script, title`,
    );
    if (!isOurs && node.nodeType !== 8 && /\p{L}|\p{N}/u.test(node.textContent ?? '')) return true;
  }
  return false;
}
