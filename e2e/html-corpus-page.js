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

globalThis.corpus = { show, showRaw, textOf: (html) => wordsOf(sanitizeMail(html).body) };
const pageBefore = around();
const globalsBefore = new Set(globals());

/** Shows messages side by side as the product does, waits, and reports on each. */
function show(mails) {
  return inFrames(
    mails,
    (page, html, frame) => {
      const mail = sanitizeMail(html);
      const again = readAgain(mail);
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

async function inFrames(mails, write, isClean) {
  const main = document.querySelector('main');
  const frames = await Promise.all(mails.map(() => openFrame(main)));
  const violations = frames.map(() => []);
  const written = frames.map((frame, i) => {
    const page = frameDocument(frame);
    page.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
      violations[i].push(`${violatedDirective} ${blockedURI}`),
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
  main.replaceChildren();
  return {
    reports,
    isUncovered,
    isPageUnchanged: around() === pageBefore,
    newGlobals: globals().filter((name) => !globalsBefore.has(name)),
  };
}

function openFrame(main) {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', FRAME_SANDBOX);
  frame.referrerPolicy = 'no-referrer';
  frame.src = FRAME_PATH;
  return new Promise((resolve) => {
    frame.addEventListener('load', () => resolve(frame), { once: true });
    main.append(frame);
  });
}

/** What was made safe stays as it is when it is parsed and made safe again (security S-5). */
function readAgain({ root }) {
  const html = root.outerHTML;
  const parsed = new DOMParser().parseFromString(html, 'text/html').documentElement.outerHTML;
  const cleaned = sanitizeMail(html).root.outerHTML;
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
