import createDOMPurify from 'dompurify';
import { quietParser } from '../messages/quiet-parser.ts';

const TAGS = 'a b br div em i img li ol p s span strong u ul'.split(' ');
const ATTRIBUTES = ['href', 'src', 'alt', 'width', 'height'];
const LINK = /^(https?:|mailto:|tel:)/i;
/** Kinds that every mail program shows; a picture on a server would tell who reads the letter. */
const PICTURE = /^data:image\/(png|jpeg|gif|webp);base64,[\w+/=\s]+$/i;

let purify: ReturnType<typeof createDOMPurify> | undefined;

/** The plain looks of a signature, whatever was pasted into it: nothing that runs, loads or hides. */
export function cleanSignature(html: string): DocumentFragment {
  purify ??= guarded();
  const clean = purify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const image of clean.querySelectorAll('img:not([src])')) image.remove();
  return document.importNode(clean, true);
}

function guarded() {
  const made = createDOMPurify({
    ...{ document, Element, HTMLTemplateElement, Node, NodeFilter },
    DOMParser: function quiet() {
      return quietParser();
    },
  } as unknown as typeof window);
  made.addHook('uponSanitizeAttribute', (_node, data) => {
    if (data.attrName === 'href') data.keepAttr = LINK.test(data.attrValue.trim());
    if (data.attrName === 'src') data.keepAttr = PICTURE.test(data.attrValue);
    if (data.attrName === 'width' || data.attrName === 'height')
      data.keepAttr = /^\d{1,4}$/.test(data.attrValue);
  });
  return made;
}

/** Empty for what only looks empty: a signature of one blank line is none. */
export function signatureHtml(root: HTMLElement): string {
  const isEmpty = !root.textContent?.trim() && !root.querySelector('img');
  return isEmpty ? '' : root.innerHTML;
}
