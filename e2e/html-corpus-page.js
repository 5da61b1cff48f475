// The product's own frame in an otherwise empty page: what the corpus is run through.
import {
  FRAME_PATH,
  FRAME_SANDBOX,
  followHeight,
  frameDocument,
  writeMail,
} from '../client/features/messages/mail-frame.ts';
import { sanitizeMail } from '../client/features/messages/sanitize.ts';

const around = () => {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelector('main').replaceChildren();
  return `${location} ${document.title} ${document.cookie} ${copy.outerHTML}`;
};
const globals = () => Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name));

globalThis.corpus = { show, showRaw, growth, looksOf, endOf };
const pageBefore = around();
const globalsBefore = new Set(globals());

/** Shows messages side by side as the product does, waits, and reports on each. */
function show(mails, look = {}) {
  return inFrames(
    mails,
    (page, html, frame) => {
      const mail = sanitizeMail(html, look);
      const again = readAgain(mail, { ...look, dark: mail.isDark });
      const { remoteImages, styles } = mail;
      const images = mail.inlineImages.length;
      writeMail(page, mail);
      const stop = followHeight(frame, page);
      return { again, remoteImages, styles, images, stop };
    },
    true,
  );
}

/** Without the sanitiser: the frame's sandbox and policy have to hold alone. */
function showRaw(mails) {
  return inFrames(
    mails,
    (page, html) => {
      // No removal of anything: nodes as a browser reads them.
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      page.head.append(...[...parsed.head.childNodes].map((node) => page.importNode(node, true)));
      page.body.append(...[...parsed.body.childNodes].map((node) => page.importNode(node, true)));
      return {};
    },
    false,
  );
}

/** Heights of a frame before and after its first picture comes. */
function growth(html) {
  return inOneFrame(html, async (page, frame) => {
    const heightOf = () => frame.getBoundingClientRect().height;
    const stop = followHeight(frame, page);
    const first = heightOf();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 300, height: 400 });
    page.querySelector('img').src = canvas.toDataURL('image/png');
    await new Promise((resolve) => setTimeout(resolve, 300));
    stop();
    return { first, later: heightOf() };
  });
}

/** What a newsletter looks like in the end, as the browser computed it. */
function looksOf(html) {
  return inOneFrame(html, (page) => {
    const styleOf = (name) => page.defaultView.getComputedStyle(page.querySelector(name));
    const [body, table, cell, font] = ['body', 'table', 'td', 'font'].map(styleOf);
    const { dir, lang } = page.documentElement;
    return {
      root: { dir, lang },
      body: { background: body.backgroundColor, color: body.color, font: body.fontFamily },
      table: { width: page.querySelector('table').offsetWidth, background: table.backgroundColor },
      cell: {
        colspan: page.querySelector('td').getAttribute('colspan'),
        border: cell.borderTopWidth,
        color: cell.color,
        padding: cell.paddingTop,
      },
      font: { color: font.color, face: font.fontFamily },
    };
  });
}

/** Shows a message, and tells how far it was read. */
function endOf(html) {
  return inOneFrame(html, (page) => page.body.textContent.slice(-4));
}

async function inOneFrame(html, look) {
  const main = document.querySelector('main');
  const frame = await openFrame(main, -1);
  frame.style.inlineSize = '900px';
  const page = frameDocument(frame);
  writeMail(page, sanitizeMail(html));
  const seen = await look(page, frame);
  frame.remove();
  return seen;
}

async function inFrames(mails, write, isClean) {
  const main = document.querySelector('main');
  const frames = await Promise.all(mails.map((_, i) => openFrame(main, isClean ? i : -1)));
  const listening = new AbortController();
  const violations = frames.map(() => []);
  const written = frames.map((frame, i) => {
    const page = frameDocument(frame);
    page.addEventListener(
      'securitypolicyviolation',
      ({ blockedURI, violatedDirective }) =>
        violations[i].push(`${violatedDirective} ${blockedURI}`),
      listening,
    );
    try {
      return write(page, mails[i].html, frame);
    } catch (error) {
      return { error: String(error) };
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 60));
  const button = document.querySelector('button');
  const { x, y, width, height } = button.getBoundingClientRect();
  const isUncovered = document.elementFromPoint(x + width / 2, y + height / 2) === button;
  const reports = frames.map((frame, i) => {
    const { stop, ...report } = written[i];
    stop?.();
    const page = frameDocument(frame);
    return {
      file: mails[i].file,
      ...report,
      violations: violations[i],
      isInPlace: page !== null,
      height: frame.getBoundingClientRect().height,
      strange: page && isClean ? strangeIn(page) : [],
      text: page ? wordsOf(page.body) : '',
      expected: wordsOf(readable(mails[i].html)),
    };
  });
  listening.abort();
  if (!isClean) main.replaceChildren();
  return {
    reports,
    isUncovered,
    isPageUnchanged: around() === pageBefore,
    newGlobals: globals().filter((name) => !globalsBefore.has(name)),
  };
}

/** A frame that held a message made safe is written again, as the product does; any other is used once. */
function openFrame(main, place) {
  const kept = main.children[place];
  if (kept && frameDocument(kept)) return kept;
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', FRAME_SANDBOX);
  frame.referrerPolicy = 'no-referrer';
  frame.style.border = '0';
  frame.src = FRAME_PATH;
  return new Promise((resolve) => {
    frame.addEventListener('load', () => resolve(frame), { once: true });
    main.append(frame);
  });
}

/** What was made safe stays as it is when it is parsed and made safe again (security S-5). */
function readAgain({ root }, look) {
  const html = root.outerHTML;
  const parsed = new DOMParser().parseFromString(html, 'text/html').documentElement.outerHTML;
  const cleaned = sanitizeMail(html, look).root.outerHTML;
  return parsed === cleaned ? 'same' : `${parsed}\n≠\n${cleaned}`;
}

const FORBIDDEN =
  'script, svg, math, iframe, frame, object, embed, applet, form, input, button, textarea, select, ' +
  'link, base, template, audio, video, source, track, area, map, body style, meta[http-equiv], ' +
  '[srcset], [poster], [background], [ping], [action], [formaction], [srcdoc], body [name], [is]';

function strangeIn(page) {
  const found = [...page.querySelectorAll(FORBIDDEN)].map(({ nodeName }) => nodeName);
  for (const element of page.querySelectorAll('*')) {
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') found.push(element.nodeName);
    for (const { name, value } of element.attributes) {
      if (/^on|:/i.test(name)) found.push(`${name}=${value}`);
      if (name === 'href' && !/^(https?:\/\/|mailto:|tel:)/.test(value)) found.push(value);
      if (name === 'src' && !/^(blob:|data:image\/(png|jpe?g|gif|webp);base64,)/i.test(value))
        found.push(value);
      if (name === 'style' && /url\(|expression|position: *fixed/i.test(value)) found.push(value);
    }
  }
  for (const link of page.querySelectorAll('a[href]'))
    if (link.target !== '_blank' || !/noopener/.test(link.rel)) found.push(link.outerHTML);
  return found;
}

const NOT_TEXT =
  'script, style, noscript, template, title, svg, math, iframe, xmp, noembed, noframes, plaintext, ' +
  'audio, video, selectedcontent, [is]';

function readable(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(NOT_TEXT)) element.remove();
  return body;
}

const wordsOf = (element) => element.textContent.replace(/\s+/g, ' ').trim();
