import createDOMPurify, { type UponSanitizeAttributeHookEvent } from 'dompurify';
import { cleanDeclarations, cleanStyleSheet } from './sanitize-css.ts';
import { quickPart } from './sanitize-limits.ts';

/** A message made safe: trees to be put into the frame, and what was left out. */
export interface SafeMail {
  /** Its attributes only: language, direction, classes that the message's rules name. */
  root: Element;
  body: Element;
  /** Text of the message's own style elements, without what could load or leave its place. */
  styles: string;
  /** Addresses of pictures on other servers, which were not asked. */
  remoteImages: number;
  /** `cid:` images wait for their part: element and Content-ID. */
  inlineImages: { image: Element; contentId: string }[];
  /** True when it was too much for the browser, and the end is not here. */
  isCut: boolean;
}

const TAGS = (
  'html head body a abbr acronym address article aside b bdi bdo big blockquote br caption center ' +
  'cite code col colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 ' +
  'h3 h4 h5 h6 header hr i img ins kbd li main mark nav nobr ol p pre q rp rt ruby s samp section ' +
  'small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'
).split(' ');

const ATTRIBUTES = (
  'align alink alt bgcolor border bordercolor cellpadding cellspacing class clear color cols ' +
  'colspan compact datetime dir face frame height hidden href hspace id lang leftmargin link ' +
  'marginheight marginwidth noshade nowrap open reversed role rowspan rules scope size span src ' +
  'start style summary text title topmargin type valign value vlink vspace width'
).split(' ');

/**
 * Cleans a message in the browser that shows it (security S-1 to S-18): an allow-list, once, with every
 * change made in the cleaner's own hooks; nothing is rewritten afterwards. The frame's policy, which
 * has no network source, is the second wall.
 *
 * @param html the decoded text of one text/html part.
 */
export function sanitizeMail(html: string): SafeMail {
  const purify = createDOMPurify(window);
  const inlineImages: SafeMail['inlineImages'] = [];
  const sheets: { text: string; media: string }[] = [];
  let remoteImages = 0;

  // Style elements never pass: their rules are read here, and written anew for the frame.
  purify.addHook('uponSanitizeElement', (node) => {
    if (node.nodeName !== 'STYLE') return;
    const media = (node as Element).getAttribute('media') ?? '';
    sheets.push({ text: node.textContent ?? '', media });
  });
  purify.addHook('uponSanitizeAttribute', (element, attribute) => {
    remoteImages += judge(element, attribute);
  });
  purify.addHook('afterSanitizeAttributes', (element) => {
    if (element.nodeName === 'A') guardLink(element);
    if (element.nodeName === 'IMG') rememberInline(element, inlineImages);
  });
  const shown = quickPart(html);
  const root = purify.sanitize(shown, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
  }) as Element;
  const styles = cleanStyleSheet(sheets);
  return {
    root,
    // A frameset has no body, and nothing to show.
    body:
      [...root.children].find(({ nodeName }) => nodeName === 'BODY') ??
      root.ownerDocument.createElement('body'),
    styles: styles.text,
    remoteImages: remoteImages + styles.remote,
    inlineImages,
    isCut: shown !== html,
  };
}

/** Decides on one attribute. Answers how many pictures on other servers it asked for. */
function judge(element: Element, attribute: UponSanitizeAttributeHookEvent): number {
  const { attrName: name, attrValue: value } = attribute;
  if (name === 'href') {
    const link = element.nodeName === 'A' ? safeLink(value) : null;
    attribute.attrValue = link ?? '';
    attribute.keepAttr = link !== null;
  }
  if (name === 'src') attribute.keepAttr = element.nodeName === 'IMG' && isOwnPicture(value);
  if (name === 'role') attribute.keepAttr = QUIET_ROLE.test(value);
  if (name === 'style') {
    const { text, remote } = cleanDeclarations(value);
    attribute.attrValue = text;
    attribute.keepAttr = text !== '';
    return remote;
  }
  return (name === 'src' || name === 'background') && isRemote(value) ? 1 : 0;
}

/** Layout tables say that they are none. A role that speaks up, or plays a dialog, is not a message's. */
const QUIET_ROLE = /^(presentation|none|article|img)$/;

const isRemote = (url: string) => /^(https?:)?\/\//i.test(url);

/** Pictures that came with the message. Our own origin and relative addresses are never asked (S-15). */
const isOwnPicture = (url: string) => isContentId(url) || SAFE_DATA_IMAGE.test(url);
const isContentId = (url: string) => /^cid:/i.test(url);
const SAFE_DATA_IMAGE = /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*$/i;

const MAILTO_FIELDS = ['to', 'cc', 'bcc', 'subject', 'body', 'in-reply-to'];

/** A link's address as the browser reads it, or null: web, mail and telephone only (S-17). */
function safeLink(text: string): string | null {
  const url = readUrl(text);
  if (!url) return null;
  if (url.protocol === 'mailto:') {
    // No `attach`: nothing of this device goes along unseen (S-50).
    const fields = url.search.slice(1).split('&');
    url.search = fields
      .filter((field) => MAILTO_FIELDS.includes(field.split('=')[0]?.toLowerCase() ?? ''))
      .join('&');
  }
  return /^(https?|mailto|tel):$/.test(url.protocol) ? url.href : null;
}

/** Without a base: an address that needs one would lead to ourselves. */
function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function guardLink(link: Element) {
  if (!link.hasAttribute('href')) return;
  link.setAttribute('target', '_blank');
  link.setAttribute('rel', 'noopener noreferrer');
  link.setAttribute('referrerpolicy', 'no-referrer');
}

function rememberInline(image: Element, found: SafeMail['inlineImages']) {
  const source = image.getAttribute('src') ?? '';
  if (!isContentId(source)) return;
  image.removeAttribute('src');
  found.push({ image, contentId: decode(source.slice('cid:'.length)) });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
