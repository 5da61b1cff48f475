import type { Message } from '../../../shared/messages.ts';
import type { Translate } from '../../i18n/i18n.tsx';
import { FRAME_PATH, frameDocument } from './mail-frame.ts';
import { paperOf } from './paper.ts';
import { mailboxesOf } from './people.ts';

/**
 * A print dialog may open from this frame, and still no script may run in it (security S-14): what is in it was
 * put there by the page, from nodes that are on screen already.
 */
const SANDBOX = 'allow-same-origin allow-modals';

const PAPER = `
  @page { margin: 16mm; }
  body { margin: 0; font: 11pt/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: #000; background: #fff; }
  h1 { font-size: 16pt; margin: 0 0 8pt; overflow-wrap: anywhere; }
  dl { margin: 0 0 12pt; padding-bottom: 8pt; border-bottom: 1px solid #888; font-size: 10pt; }
  dl div { display: flex; gap: 6pt; }
  dt { min-width: 44pt; color: #444; }
  dd { margin: 0; overflow-wrap: anywhere; }
  .words { white-space: pre-wrap; overflow-wrap: anywhere; }
`;
const IN_SHADOW = `
  :host { display: block; overflow-wrap: break-word; }
  img { max-width: 100%; height: auto; }
  table { max-width: 100%; }
  pre { white-space: pre-wrap; }
`;

interface Words {
  t: Translate;
  date: string;
}

let last: HTMLIFrameElement | undefined;

/** Prints the open message as it is on screen: header, texts, names of files; nothing of the page around it. */
export function printMessage(message: Message, article: Element, words: Words) {
  last?.remove();
  const frame = document.createElement('iframe');
  frame.title = words.t('print-title');
  frame.setAttribute('sandbox', SANDBOX);
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.src = FRAME_PATH;
  frame.style.cssText =
    'position:fixed;inset-inline-start:-9999px;inline-size:180mm;block-size:10px;border:0';
  frame.addEventListener('load', () => {
    const page = frameDocument(frame);
    if (!page) return;
    write(page, message, article, words);
    void whenPicturesAreThere(page).then(() => frame.contentWindow?.print());
  });
  document.body.append(frame);
  last = frame;
}

function write(page: Document, message: Message, article: Element, { t, date }: Words) {
  const make = (tag: string, ...children: (Node | string)[]) => {
    const element = page.createElement(tag);
    element.append(...children);
    return element;
  };
  // Others of its conversation may be open around it.
  const opened = article.querySelector('[data-opened]') ?? article;
  const files = message.attachments.filter(({ inline, removed }) => !inline && !removed);
  const lines = [
    [t('from'), mailboxesOf(message.from)],
    [t('to'), mailboxesOf(message.to)],
    [t('cc'), mailboxesOf(message.cc)],
    [t('date'), date],
    [t('attachments'), files.map(({ name }) => name).join(', ')],
  ].filter(([, value]) => value);
  const header = lines.map(([name, value]) => make('div', make('dt', name!), make('dd', value!)));
  page.title = message.subject || t('no-subject');
  page.documentElement.lang = document.documentElement.lang;
  page.head.append(make('style', PAPER));
  page.body.replaceChildren(
    make('h1', message.subject || t('no-subject')),
    make('dl', ...header),
    ...[...opened.querySelectorAll('[data-message-body]')].map((body) =>
      body instanceof HTMLIFrameElement ? copyOfFrame(page, body) : copyOfText(page, body),
    ),
  );
}

function copyOfText(page: Document, body: Element): Element {
  const words = page.importNode(body, true);
  words.className = 'words';
  for (const button of words.querySelectorAll('button')) button.remove();
  return words;
}

/** Each text behind a wall of its own: the rules of one never reach another (security S-50). */
function copyOfFrame(page: Document, frame: HTMLIFrameElement): Element {
  const host = page.createElement('div');
  const shown = paperOf(frame);
  if (!shown) return host;
  const shadow = host.attachShadow({ mode: 'open' });
  const readable = page.createElement('style');
  readable.textContent = IN_SHADOW;
  const styles = [...shown.querySelectorAll('head style')].map((one) => page.importNode(one, true));
  const body = page.importNode(shown.body, true);
  body.style.cssText += ';padding:0 !important';
  shadow.append(...styles, readable, body);
  return host;
}

async function whenPicturesAreThere(page: Document) {
  const roots = [...page.querySelectorAll('div')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const pictures = roots.flatMap((root) => [...root.querySelectorAll('img[src]')]);
  await Promise.allSettled(pictures.map((one) => (one as HTMLImageElement).decode()));
}
