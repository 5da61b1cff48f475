import createDOMPurify, { type UponSanitizeAttributeHookEvent } from 'dompurify';
import type { Letters } from './letters.ts';
import { quietParser } from './quiet-parser.ts';
import { darkenAttributes, isDarkGround } from './sanitize-colours.ts';
import { cleanDeclarations, cleanStyleSheet } from './sanitize-css.ts';
import { quickPart } from './sanitize-limits.ts';
import { guardLink, safeLink } from './sanitize-links.ts';
import { type FoldWords, quoteFolder } from './sanitize-quotes.ts';
import { isTracker } from './tracking.ts';

/** A picture on another server, which was not asked for. */
export interface RemotePicture {
  element: HTMLElement;
  url: string;
  place: 'image' | 'background';
  /** It is there to be asked for, not to be seen. */
  isTracker: boolean;
}

/** A message made safe: trees to be put into the frame, and what was left out. */
export interface SafeMail {
  /** Its attributes only: language, direction, classes that the message's rules name. */
  root: Element;
  body: Element;
  /** Text of the message's own style elements, without what could load or leave its place. */
  styles: string;
  /** Addresses of pictures on other servers, which were not asked. */
  remoteImages: number;
  /** Those of them that may be shown when the reader says so. */
  remote: RemotePicture[];
  /** `cid:` images wait for their part: element and Content-ID. */
  inlineImages: { image: Element; contentId: string }[];
  /** Links whose words name another place than they lead to. */
  misnamedLinks: number;
  /** True when its colours were turned round for dark paper. */
  isDark: boolean;
  /** True when it was too much for the browser, and the end is not here. */
  isCut: boolean;
}

/** How a message is to look. */
export interface MailLook {
  /** On dark paper, unless it is dark by its own design. */
  dark?: boolean;
  /** Long quotations and signatures are folded under these words. */
  folds?: FoldWords;
  /** Of texts that choose none themselves. */
  letters?: Letters;
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
export function sanitizeMail(html: string, look: MailLook = {}): SafeMail {
  const mail = clean(quickPart(html), look);
  const isCut = mail.length < html.length;
  return {
    ...(mail.isDarkDesign ? clean(quickPart(html), { ...look, dark: false }) : mail),
    isCut,
  };
}

function clean(html: string, { dark = false, folds }: MailLook) {
  const { document, Element, HTMLTemplateElement, Node, NodeFilter } = window;
  const purify = createDOMPurify({
    ...{ document, Element, HTMLTemplateElement, Node, NodeFilter },
    DOMParser: function quiet() {
      return quietParser();
    },
  } as unknown as typeof window);
  const found = { remote: [] as RemotePicture[], backgrounds: 0, isDarkDesign: false };
  const inlineImages: SafeMail['inlineImages'] = [];
  const sheets: { text: string; media: string }[] = [];
  let misnamedLinks = 0;

  // Style elements never pass: their rules are read here, and written anew for the frame.
  purify.addHook('uponSanitizeElement', (node) => {
    if (node.nodeName !== 'STYLE') return;
    const media = (node as Element).getAttribute('media') ?? '';
    sheets.push({ text: node.textContent ?? '', media });
  });
  purify.addHook('uponSanitizeAttribute', (element, attribute) => {
    judge(element as HTMLElement, attribute, found, dark);
  });
  const fold = folds && quoteFolder(folds);
  purify.addHook('afterSanitizeAttributes', (element) => {
    if (element.nodeName === 'A' && guardLink(element)) misnamedLinks++;
    if (element.nodeName === 'IMG') rememberInline(element, inlineImages);
    if (dark) darkenAttributes(element as HTMLElement);
    fold?.(element);
  });
  const root = purify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
  }) as Element;
  const styles = cleanStyleSheet(sheets, { dark });
  return {
    root,
    // A frameset has no body, and nothing to show.
    body:
      [...root.children].find(({ nodeName }) => nodeName === 'BODY') ??
      root.ownerDocument.createElement('body'),
    styles: styles.text,
    remoteImages: found.remote.length + found.backgrounds + styles.remote,
    remote: found.remote,
    inlineImages,
    misnamedLinks,
    isDark: dark,
    isDarkDesign: found.isDarkDesign || styles.isDarkDesign,
    length: html.length,
  };
}

type Found = { remote: RemotePicture[]; backgrounds: number; isDarkDesign: boolean };

/** Decides on one attribute, and remembers the pictures on other servers that it asked for. */
function judge(
  element: HTMLElement,
  attribute: UponSanitizeAttributeHookEvent,
  found: Found,
  dark: boolean,
) {
  const { attrName: name, attrValue: value } = attribute;
  if (name === 'href') {
    const link = element.nodeName === 'A' ? safeLink(value) : null;
    attribute.attrValue = link ?? '';
    attribute.keepAttr = link !== null;
  }
  if (name === 'src') attribute.keepAttr = element.nodeName === 'IMG' && isOwnPicture(value);
  if (name === 'role') attribute.keepAttr = QUIET_ROLE.test(value);
  if (name === 'bgcolor' && dark && isGround(element)) found.isDarkDesign ||= isDarkGround(value);
  if (name === 'style') {
    const { text, remote, background, ground } = cleanDeclarations(value, { dark });
    attribute.attrValue = text;
    attribute.keepAttr = text !== '';
    if (dark && isGround(element)) found.isDarkDesign ||= isDarkGround(ground);
    if (background) remember(element, background, 'background', found);
    found.backgrounds += background ? remote - 1 : remote;
  }
  if (name === 'src' && element.nodeName === 'IMG') remember(element, value, 'image', found);
  if (name === 'background') remember(element, value, 'background', found);
}

function remember(
  element: HTMLElement,
  address: string,
  place: RemotePicture['place'],
  found: Found,
) {
  if (!isRemote(address)) return;
  const url = address.startsWith('//') ? `https:${address}` : address;
  const tracks = place === 'image' && isTracker(element, url);
  found.remote.push({ element, url, place, isTracker: tracks });
}

/** The paper itself, or the first thing that covers it. */
const isGround = (element: Element) => {
  let depth = 0;
  for (
    let node: Element | null = element;
    node && node.nodeName !== 'BODY';
    node = node.parentElement
  )
    if (node.parentElement?.firstElementChild !== node || ++depth > 7) return false;
  return true;
};

/** Layout tables say that they are none. A role that speaks up, or plays a dialog, is not a message's. */
const QUIET_ROLE = /^(presentation|none|article|img)$/;

const isRemote = (url: string) => /^(https?:)?\/\//i.test(url);

/** Pictures that came with the message. Our own origin and relative addresses are never asked (S-15). */
const isOwnPicture = (url: string) => isContentId(url) || SAFE_DATA_IMAGE.test(url);
const isContentId = (url: string) => /^cid:/i.test(url);
const SAFE_DATA_IMAGE = /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*$/i;

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
