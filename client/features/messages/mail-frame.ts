import type { SafeMail } from './sanitize.ts';

/** The empty document with a policy of its own into which a message is written. */
export const FRAME_PATH = '/mail-frame';

/** Never scripts: the parent may then read the frame without the message ever acting (security 0.2). */
export const FRAME_SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** A frame higher than this scrolls inside: no message makes the page endless. */
const MOST_HEIGHT = 20_000;

const READABLE = `
  body { padding: 16px 20px; font: 15px/23px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: break-word; }
  img { max-width: 100%; height: auto; }
  img:not([src]) { background: #f1efe8; }
  table { max-width: 100%; }
  pre { white-space: pre-wrap; }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid #d6d2c7; color: #5d636b; }
  body:not([bgcolor]) { background: #fff; }
  body:not([text]) { color: #20242a; }
  body:not([link]) a { color: #0b6b5d; }
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
  'color-scheme': 'light',
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
export function writeMail(page: Document, mail: SafeMail) {
  const readable = page.createElement('style');
  readable.textContent = READABLE;
  const own = page.createElement('style');
  own.textContent = mail.styles;
  page.head.replaceChildren(...page.head.querySelectorAll('meta'), readable, own);
  copyAttributes(mail.root, page.documentElement);
  copyAttributes(mail.body, page.body);
  pin(page.documentElement, ROOT);
  pin(page.body, BODY);
  page.body.replaceChildren(...[...mail.body.childNodes].map((node) => page.adoptNode(node)));
}

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
  const follow = () => {
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
