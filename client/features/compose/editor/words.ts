import { sanitizeMail } from '../../messages/sanitize.ts';
import { TRUE_HOST } from '../../messages/sanitize-links.ts';

/** Where the pictures of a letter are shown from: Content-ID → address of this page's own origin. */
export type Pictures = ReadonlyMap<string, string>;

/** Holds the address of a picture on another server: it goes along, and is not asked for here. */
const REMOTE = 'data-remote-src';
/** Holds the Content-ID of a picture that is not (yet) to be shown. */
const WAITING = 'data-content-id';

/** Classes that mean something to the editor or to our readers; a stranger's could wear our clothes. */
const OWN_CLASSES = /^(?:color|font|size|highlight|align-\w+|sobre-\w+)$/;

/**
 * The words of a letter as the editor takes them: cleaned by the same allow-list as a message on
 * screen, and nothing in them asks another server (security S-14, S-19).
 *
 * @returns nodes of this document.
 */
export function readWords(html: string, pictures: Pictures): DocumentFragment {
  const { body, remote, inlineImages } = sanitizeMail(html);
  for (const { element, url, place } of remote)
    if (place === 'image') element.setAttribute(REMOTE, url);
  for (const { image, contentId } of inlineImages) {
    const shown = pictures.get(contentId);
    if (shown) image.setAttribute('src', shown);
    else image.setAttribute(WAITING, contentId);
  }
  for (const element of body.querySelectorAll('*')) cleanAttributes(element);
  // Blanks are kept while one writes; the line ends of a source are none of them.
  for (const text of loose(body)) text.data = text.data.replace(/[ \t]*[\t\r\n]\s*/g, ' ');
  const fragment = document.createDocumentFragment();
  // Copies, not the nodes: those belong to a page that is gone, and the library knows only its own.
  fragment.append(...[...body.childNodes].map((node) => document.importNode(node, true)));
  return fragment;
}

/** Texts in which a blank is a blank: not those that bring rules of their own. */
function loose(root: Element): Text[] {
  const texts: Text[] = [];
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (!text.parentElement?.closest('pre, blockquote[type="cite"], .sobre-quote'))
      texts.push(text);
  }
  return texts;
}

/** What only a reader needs is not written down, nor names that only a style sheet knew. */
export function cleanAttributes(element: Element) {
  for (const name of ['id', 'target', 'rel', 'referrerpolicy', TRUE_HOST])
    element.removeAttribute(name);
  if (!element.hasAttribute('class')) return;
  const kept = [...element.classList].filter((name) => OWN_CLASSES.test(name));
  if (kept.length) element.className = kept.join(' ');
  else element.removeAttribute('class');
}

/** What the editor puts beside the words: marks of the selection, handles of a picture. */
const NOT_WORDS = '.squire-image-resize-container, #squire-selection-start, #squire-selection-end';

/** The words of an editor as they are kept and sent. */
export function writeWords(root: HTMLElement, pictures: Pictures): string {
  const contentIds = new Map([...pictures].map(([contentId, address]) => [address, contentId]));
  // In a document of its own no picture is asked for when it gets its address back.
  const copy = document.implementation.createHTMLDocument('').importNode(root, true);
  for (const element of copy.querySelectorAll(NOT_WORDS)) element.remove();
  for (const image of copy.querySelectorAll('img')) {
    const remote = image.getAttribute(REMOTE);
    const contentId =
      image.getAttribute(WAITING) ?? contentIds.get(image.getAttribute('src') ?? '');
    for (const name of [REMOTE, WAITING, 'tabindex']) image.removeAttribute(name);
    if (remote) image.setAttribute('src', remote);
    else if (contentId) image.setAttribute('src', `cid:${encodeURIComponent(contentId)}`);
  }
  // Other programs show one blank of several.
  for (const text of loose(copy))
    if (text.data.includes('  ')) text.data = text.data.replace(/ (?= )/g, '\u00a0');
  return copy.innerHTML.replaceAll('\u200b', '');
}
