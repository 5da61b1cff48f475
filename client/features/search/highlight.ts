import { type RefObject, useEffect } from 'react';
import { findWords } from './find-words.ts';

const NAME = 'found';
/** Enough to see; a message made of one letter a million times would stop the page. */
const MOST_PLACES = 2000;
const MOST_TEXT = 2_000_000;
const IN_FRAME = `::highlight(${NAME}) { background-color: #ffe08a; color: #20242a; }`;

/**
 * Marks words in the list and in the message beside it, with the CSS Custom Highlight API: no node is
 * made or changed, neither ours nor, in its frame, the sender's (security S-5). A browser without it
 * shows no marks.
 */
export function useHighlight(place: RefObject<HTMLElement | null>, words: string[]) {
  const wanted = words.join('\0');
  useEffect(() => {
    const root = place.current;
    if (!root || !wanted || typeof Highlight === 'undefined') return;
    const list = wanted.split('\0');
    const watchers = new Map<Document, MutationObserver>();
    let frame = 0;
    const draw = () => {
      frame = 0;
      mark(document, root, list);
      for (const page of pagesIn(root)) {
        mark(page, page.body, list);
        if (watchers.has(page)) continue;
        const watcher = new MutationObserver(soon);
        watcher.observe(page.documentElement, CHANGES);
        watchers.set(page, watcher);
      }
    };
    const soon = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const watcher = new MutationObserver(soon);
    watcher.observe(root, { ...CHANGES, attributes: true, attributeFilter: ['data-ready'] });
    draw();
    return () => {
      cancelAnimationFrame(frame);
      watcher.disconnect();
      clear(document);
      for (const [page, one] of watchers) {
        one.disconnect();
        clear(page);
      }
    };
  }, [place, wanted]);
}

const CHANGES = { childList: true, subtree: true, characterData: true };

/** Documents of the message frames that are shown; each has a policy of its own and runs nothing. */
function pagesIn(root: HTMLElement): Document[] {
  return [...root.querySelectorAll<HTMLIFrameElement>('iframe[data-message-body]')].flatMap(
    ({ contentDocument }) => (contentDocument?.body ? [contentDocument] : []),
  );
}

type Realm = Window & typeof globalThis;

function mark(page: Document, root: Node, words: string[]) {
  const realm = page.defaultView as Realm | null;
  if (!realm?.CSS?.highlights) return;
  const ranges: Range[] = [];
  const texts = page.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = MOST_TEXT;
  for (let node = texts.nextNode(); node && left > 0; node = texts.nextNode()) {
    const text = (node.nodeValue ?? '').slice(0, left);
    left -= text.length;
    for (const [from, to] of findWords(text, words, MOST_PLACES - ranges.length)) {
      const range = page.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
    if (ranges.length >= MOST_PLACES) break;
  }
  if (page !== document) style(page, realm);
  realm.CSS.highlights.set(NAME, new realm.Highlight(...ranges));
}

/** A sheet beside the message's own: nothing of the message is touched. */
function style(page: Document, realm: Realm) {
  if (styled.has(page)) return;
  styled.add(page);
  const sheet = new realm.CSSStyleSheet();
  sheet.replaceSync(IN_FRAME);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
}

const styled = new WeakSet<Document>();

function clear(page: Document) {
  (page.defaultView as Realm | null)?.CSS?.highlights?.delete(NAME);
}
