import createDOMPurify, { type DOMPurify, type WindowLike } from 'dompurify';

/** A message made safe: a tree to be put into the frame, and what was left out. */
export interface SafeMail {
  body: HTMLElement;
  /** Text of the message's own style elements, without what could load or cover anything. */
  styles: string;
  remoteImages: number;
  /** `cid:` images wait for their part: element and Content-ID. */
  inlineImages: { image: HTMLImageElement; contentId: string }[];
}

const TAGS = [
  ...[
    'a',
    'abbr',
    'acronym',
    'address',
    'article',
    'aside',
    'b',
    'bdi',
    'bdo',
    'big',
    'blockquote',
    'body',
    'br',
    'caption',
    'center',
  ],
  ...[
    'cite',
    'code',
    'col',
    'colgroup',
    'dd',
    'del',
    'details',
    'dfn',
    'dir',
    'div',
    'dl',
    'dt',
    'em',
    'figcaption',
    'figure',
    'font',
  ],
  ...[
    'footer',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
    'li',
    'main',
    'mark',
    'nav',
    'ol',
    'p',
  ],
  ...[
    'pre',
    'q',
    'rp',
    'rt',
    'ruby',
    's',
    'samp',
    'section',
    'small',
    'span',
    'strike',
    'strong',
    'style',
    'sub',
    'summary',
    'sup',
  ],
  ...['table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'wbr'],
];
const ATTRIBUTES = [
  ...[
    'align',
    'alt',
    'bgcolor',
    'border',
    'cellpadding',
    'cellspacing',
    'cite',
    'class',
    'color',
    'cols',
    'colspan',
    'datetime',
    'dir',
  ],
  ...[
    'face',
    'height',
    'href',
    'hspace',
    'id',
    'lang',
    'noshade',
    'nowrap',
    'reversed',
    'role',
    'rowspan',
    'rules',
    'scope',
    'size',
  ],
  ...[
    'span',
    'src',
    'start',
    'style',
    'summary',
    'title',
    'type',
    'valign',
    'value',
    'vspace',
    'width',
  ],
];

const LINK = /^(https?|mailto|tel):/i;
const SAFE_DATA_IMAGE = /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*$/i;

/**
 * Cleans a message in the browser that shows it (security S-1 to S-18): an allow-list, once, with every
 * change made in the cleaner's own hooks; nothing is rewritten afterwards. The frame's policy, which
 * has no network source, is the second wall.
 *
 * @param html the decoded text of one text/html part.
 */
export function sanitizeMail(html: string, view: WindowLike = window): SafeMail {
  const purify: DOMPurify = createDOMPurify(view);
  const mail: Omit<SafeMail, 'body'> = { styles: '', remoteImages: 0, inlineImages: [] };
  const styleTexts: string[] = [];
  purify.addHook('uponSanitizeElement', (node) => {
    if (node.nodeName !== 'STYLE') return;
    styleTexts.push(node.textContent ?? '');
    node.textContent = '';
  });
  purify.addHook('uponSanitizeAttribute', (element, data) => {
    const { attrName: name, attrValue: value } = data;
    if (name === 'href') data.keepAttr = element.nodeName === 'A' && LINK.test(value.trim());
    if (name === 'src') data.keepAttr = element.nodeName === 'IMG' && isShownImage(value);
    if (name === 'src' && !data.keepAttr && isRemote(value)) mail.remoteImages++;
    if (name === 'style') {
      const { text, remote } = cleanDeclarations(value);
      data.attrValue = text;
      data.keepAttr = text !== '';
      mail.remoteImages += remote;
    }
    if (name === 'id' || name === 'class') data.attrValue = value.slice(0, 500);
  });
  purify.addHook('afterSanitizeAttributes', (element) => {
    if (element.nodeName === 'A') guardLink(element);
    if (element.nodeName === 'IMG') rememberInline(element as HTMLImageElement, mail.inlineImages);
  });
  const body = purify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
  }) as HTMLElement;
  const { text, remote } = cleanStyleSheet(styleTexts.join('\n'));
  for (const emptied of body.querySelectorAll('style')) emptied.remove();
  return {
    ...mail,
    body: body.querySelector('body') ?? body,
    styles: text,
    remoteImages: mail.remoteImages + remote,
  };
}

const isRemote = (url: string) => /^\s*(https?:)?\/\//i.test(url);

/** Pictures that came with the message. Our own origin and relative addresses are never asked (S-15). */
const isShownImage = (url: string) => /^\s*cid:/i.test(url) || SAFE_DATA_IMAGE.test(url.trim());

function guardLink(link: Element) {
  if (!link.hasAttribute('href')) return;
  link.setAttribute('target', '_blank');
  link.setAttribute('rel', 'noopener noreferrer');
  link.setAttribute('referrerpolicy', 'no-referrer');
}

function rememberInline(image: HTMLImageElement, found: SafeMail['inlineImages']) {
  const source = image.getAttribute('src') ?? '';
  if (!/^\s*cid:/i.test(source)) return;
  image.removeAttribute('src');
  found.push({ image, contentId: decodeCid(source.trim().slice('cid:'.length)) });
}

function decodeCid(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Cleaned {
  text: string;
  /** Remote addresses that were left out. */
  remote: number;
}

/** Declarations as the browser's own parser reads them, without addresses and without leaving their place. */
function cleanDeclarations(text: string): Cleaned {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`a{${text.replace(/[{}]/g, '')}}`);
  const rule = sheet.cssRules[0] as CSSStyleRule | undefined;
  return rule ? cleanStyle(rule.style) : { text: '', remote: 0 };
}

function cleanStyle(style: CSSStyleDeclaration): Cleaned {
  let remote = 0;
  const kept: string[] = [];
  for (const name of style) {
    const value = style.getPropertyValue(name);
    if (LOADS.test(value)) {
      if (/https?:|\/\//i.test(value)) remote++;
    } else if (!name.startsWith('--') && !leavesItsPlace(name, value)) {
      const important = style.getPropertyPriority(name) ? ' !important' : '';
      kept.push(`${name}: ${value}${important};`);
    }
  }
  return { text: kept.join(' '), remote };
}

const LOADS =
  /url\s*\(|image\s*\(|image-set\s*\(|cross-fade\s*\(|element\s*\(|src\s*\(|var\s*\(|attr\s*\(|\\|@/i;

const leavesItsPlace = (name: string, value: string) =>
  name === 'position' && /fixed|sticky/i.test(value);

/** Rules of the message's own sheet: style rules and @media, @supports around them; all else goes (S-12). */
function cleanStyleSheet(text: string): Cleaned {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return cleanRules(sheet.cssRules);
}

function cleanRules(rules: CSSRuleList): Cleaned {
  const cleaned = [...rules].map(cleanRule);
  return {
    text: cleaned.map((one) => one.text).join('\n'),
    remote: cleaned.reduce((sum, one) => sum + one.remote, 0),
  };
}

function cleanRule(rule: CSSRule): Cleaned {
  if (rule instanceof CSSStyleRule) {
    const { text, remote } = cleanStyle(rule.style);
    return { text: `${rule.selectorText} { ${text} }`, remote };
  }
  if (rule instanceof CSSMediaRule || rule instanceof CSSSupportsRule) {
    const inner = cleanRules(rule.cssRules);
    const kind = rule instanceof CSSMediaRule ? 'media' : 'supports';
    return { text: `@${kind} ${rule.conditionText} {\n${inner.text}\n}`, remote: inner.remote };
  }
  return { text: '', remote: 0 };
}
