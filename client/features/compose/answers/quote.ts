import type { Message, TextBody } from '../../../../shared/messages.ts';
import { type SafeMail, sanitizeMail } from '../../messages/sanitize.ts';
import { cleanAttributes } from '../editor/words.ts';
import { contentIdsOf } from '../files/files-along.ts';
import { plainToHtml, QUOTE_STYLE } from '../plain-to-html.ts';
import type { AnswerKind, AnswerWords } from './answer.ts';
import { forwardHead, replyIntro } from './answer.ts';
import { inlineStyles } from './inline-styles.ts';
import { QUOTE_CLASS } from './quote-marks.ts';
import { HIDING, textOfHtml } from './text-of-html.ts';

/** The original of a rich answer as it will be sent, folded below the words. */
export function quoteOf(message: Message, kind: AnswerKind, words: AnswerWords): string {
  const page = document.implementation.createHTMLDocument('');
  const quote = page.createElement('div');
  quote.className = QUOTE_CLASS;
  // An empty line between the words and what they answer.
  quote.appendChild(page.createElement('div')).append(page.createElement('br'));
  const intro = quote.appendChild(page.createElement('div'));
  const lines = kind === 'forward' ? forwardHead(message, words) : [replyIntro(message, words)];
  lines.forEach((line, i) => {
    if (i) intro.append(page.createElement('br'));
    intro.append(line);
  });
  const place = page.createElement(kind === 'forward' ? 'div' : 'blockquote');
  if (kind !== 'forward') {
    place.setAttribute('type', 'cite');
    place.setAttribute('style', QUOTE_STYLE);
  } else intro.append(page.createElement('br'), page.createElement('br'));
  quote.append(place);
  for (const node of originalOf(message)) place.append(page.adoptNode(node));
  return quote.outerHTML;
}

/** What a message says, as it looked, for a letter of ours: nodes of documents that load nothing. */
export function originalOf(message: Message): Element[] {
  const contentIds = contentIdsOf(message);
  return message.bodies.map((body) => elementOf(body, contentIds));
}

function elementOf(body: TextBody, contentIds: Map<string, string>): Element {
  if (body.type === 'text/plain') return elementWith(plainToHtml(body.content, body));
  const mail = sanitizeMail(body.content);
  if (!inlineStyles(mail.root, mail.styles))
    return elementWith(plainToHtml(textOfHtml(body.content)));
  for (const element of mail.body.querySelectorAll<HTMLElement>('*')) {
    if (element.hasAttribute('hidden') || HIDING.test(element.getAttribute('style') ?? ''))
      element.remove();
    else cleanAttributes(element);
  }
  bringBackPictures(mail, contentIds);
  return withoutBody(mail.body);
}

/** Addresses of other servers go along as they were; here nothing asks them. Trackers do not go along. */
function bringBackPictures({ remote, inlineImages }: SafeMail, contentIds: Map<string, string>) {
  for (const { element, url, place, isTracker } of remote) {
    if (isTracker) element.remove();
    else if (place === 'image') element.setAttribute('src', url);
    else element.style.backgroundImage = `url(${JSON.stringify(url)})`;
  }
  for (const { image, contentId } of inlineImages) {
    const known = contentIds.get(contentId);
    if (known) image.setAttribute('src', `cid:${encodeURIComponent(known)}`);
    else image.remove();
  }
}

/** The letter's paper becomes the ground of the quotation. */
function withoutBody(body: Element): Element {
  const element = body.ownerDocument.createElement('div');
  const style = (body as HTMLElement).style;
  const ground = body.getAttribute('bgcolor');
  if (ground && !style.backgroundColor) style.backgroundColor = ground;
  const ink = body.getAttribute('text');
  if (ink && !style.color) style.color = ink;
  // Margins and heights were those of a page.
  for (const name of ['margin', 'height', 'min-height', 'width', 'min-width', 'position'])
    style.removeProperty(name);
  for (const name of ['style', 'dir', 'lang']) {
    const value = body.getAttribute(name);
    if (value) element.setAttribute(name, value);
  }
  element.append(...body.childNodes);
  return element;
}

function elementWith(html: string): Element {
  const page = document.implementation.createHTMLDocument('');
  const element = page.createElement('div');
  element.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  return element;
}
