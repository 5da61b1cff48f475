import { type Letters, lettersOf } from './letters.ts';
import type { SafeMail } from './sanitize.ts';
import { TRUE_HOST } from './sanitize-links.ts';
import { FOLD_CLASS } from './sanitize-quotes.ts';

/** The empty document with a policy of its own into which a message is written. */
export const FRAME_PATH = '/mail-frame';

/** Never scripts: the parent may then read the frame without the message ever acting (security 0.2). */
export const FRAME_SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** A frame higher than this scrolls inside: no message makes the page endless. */
const MOST_HEIGHT = 20_000;

/** The page's own colours: paper, ink, second ink, lines, links, grounds (client/styles/tokens.css). */
const LIGHT = ['#fff', '#20242a', '#5d636b', '#d6d2c7', '#0b6b5d', '#f1efe8'] as const;
const DARK = ['#1a1d20', '#e9e6df', '#a9adb3', '#3a3f45', '#5cc0ae', '#22262a'] as const;

/** What a message begins with; its own rules come after, but for the layer, which is ours alone. */
const readable = (
  [paper, ink, ink2, line, link, ground]: typeof LIGHT | typeof DARK,
  { family, size, line: height }: Letters,
) => `
  body { padding: 16px 20px; font: ${size}px/${height}px ${family}; overflow-wrap: break-word; }
  img { height: auto; }
  img:not([src]) { background: ${ground}; }
  pre { white-space: pre-wrap; }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid ${line}; color: ${ink2}; }
  body:not([bgcolor]) { background: ${paper}; }
  body:not([text]) { color: ${ink}; }
  body:not([link]) a { color: ${link}; }
  @layer sobre {
    table, img { max-width: var(--fit, 100%) !important; }
    a[${TRUE_HOST}]::after {
      all: revert !important; content: "⚠ " attr(${TRUE_HOST}) !important;
      display: inline-block !important; visibility: visible !important; margin-inline: 4px !important; padding: 0 4px !important;
      border-radius: 4px !important; background: #fdf0d5 !important; color: #7a4100 !important;
      font: 600 13px/1.3 system-ui, sans-serif !important; text-indent: 0 !important; white-space: normal !important;
    }
    details.${FOLD_CLASS} { display: block !important; margin: 8px 0 !important; }
    details.${FOLD_CLASS} > summary {
      display: inline-block !important; padding: 4px 10px !important; border: 1px solid ${line} !important;
      border-radius: 6px !important; background: ${paper} !important; color: ${ink2} !important;
      font: 13px/18px system-ui, sans-serif !important; cursor: pointer !important; list-style: none !important;
    }
    details.${FOLD_CLASS}[open] > summary > :first-child,
    details.${FOLD_CLASS}:not([open]) > summary > :last-child { display: none !important; }
    @media (pointer: coarse) { details.${FOLD_CLASS} > summary { padding: 12px 14px !important; } }
    a:focus-visible, summary:focus-visible { outline: 2px solid ${link} !important; outline-offset: 1px !important; }
  }
`;

/** What a message cannot change: the parent follows the height of these two, and wide ones scroll. */
const ROOT = {
  position: 'static',
  display: 'block',
  visibility: 'visible',
  height: 'auto',
  'min-height': '0',
  'max-height': 'none',
  margin: '0',
  transform: 'none',
  zoom: '1',
};
const BODY = {
  position: 'relative',
  height: 'auto',
  'min-height': '0',
  'max-height': 'none',
  overflow: 'visible',
  margin: '0',
};

/** The document of a frame, when it is the empty one that we wait for. */
export function frameDocument(frame: HTMLIFrameElement): Document | null {
  const page = frame.contentDocument;
  const isOurs = frame.contentWindow?.location.pathname === FRAME_PATH;
  return isOurs && page?.readyState === 'complete' ? page : null;
}

/** Writes a message into its frame: nodes, never text that is parsed again (security S-5). */
export function writeMail(page: Document, mail: SafeMail, letters = lettersOf()) {
  const base = page.createElement('style');
  base.textContent = readable(mail.isDark ? DARK : LIGHT, letters);
  const own = page.createElement('style');
  own.textContent = mail.styles;
  page.head.replaceChildren(...page.head.querySelectorAll('meta'), base, own);
  copyAttributes(mail.root, page.documentElement);
  copyAttributes(mail.body, page.body);
  pin(page.documentElement, { ...ROOT, 'color-scheme': mail.isDark ? 'dark' : 'light' });
  pin(page.body, BODY);
  if (page.defaultView) fitWidth(page);
  page.body.replaceChildren(...[...mail.body.childNodes].map((node) => page.adoptNode(node)));
}

/**
 * No table or picture is wider than the frame. In pixels, since shares count for nothing where tables in
 * tables measure their content. `less` is what stood out all the same.
 */
function fitWidth({ documentElement: root, body, defaultView }: Document, less = 0) {
  const { paddingLeft, paddingRight } = defaultView!.getComputedStyle(body);
  const inside =
    root.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  root.style.setProperty('--fit', `${Math.max(LEAST_WIDTH, Math.floor(inside - less))}px`);
}

/** A frame that is narrower than this scrolls. */
const LEAST_WIDTH = 240;

/** Nothing of a message stays: the next one finds the frame as it was loaded. */
export function emptyFrame(page: Document) {
  page.head.replaceChildren(...page.head.querySelectorAll('meta'));
  page.body.replaceChildren();
  for (const element of [page.documentElement, page.body])
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
  page.defaultView?.scrollTo(0, 0);
}

function copyAttributes(from: Element, to: Element) {
  for (const { name } of [...to.attributes]) to.removeAttribute(name);
  for (const { name, value } of from.attributes) to.setAttribute(name, value);
}

function pin(element: HTMLElement, declarations: Record<string, string>) {
  for (const [name, value] of Object.entries(declarations))
    element.style.setProperty(name, value, 'important');
}

/** The parent measures the frame from outside: no script has to run in it. Answers how to stop. */
export function followHeight(frame: HTMLIFrameElement, page: Document): () => void {
  const { documentElement: root, body } = page;
  let width = root.clientWidth;
  let isFitted = false;
  const follow = () => {
    if (root.clientWidth !== width) {
      width = root.clientWidth;
      isFitted = false;
      fitWidth(page);
    }
    const standsOut = root.scrollWidth - width;
    if (standsOut > 0 && !isFitted) {
      isFitted = true;
      fitWidth(page, standsOut);
    }
    const scrollbar = (page.defaultView?.innerHeight ?? 0) - root.clientHeight;
    const content = Math.max(
      root.getBoundingClientRect().height,
      body.offsetTop + body.scrollHeight,
    );
    const height = Math.ceil(content) + scrollbar;
    frame.style.blockSize = `${Math.min(MOST_HEIGHT, Math.max(40, height))}px`;
    pin(root, { 'overflow-x': 'auto', 'overflow-y': height > MOST_HEIGHT ? 'auto' : 'hidden' });
  };
  follow();
  const observer = new ResizeObserver(follow);
  observer.observe(body);
  return () => observer.disconnect();
}
