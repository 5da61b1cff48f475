import { identityOf, signatureOf } from '../identities/identities.ts';
import { SIGNATURE } from '../messages/plain-text.ts';
import { SIGNATURE_CLASS } from './answers/quote-marks.ts';
import type { Draft } from './draft.ts';
import { plainToHtml } from './plain-to-html.ts';

type Words = Pick<Draft, 'html' | 'text'>;
interface Signature {
  html: string;
  text: string;
}

const isEmpty = ({ html, text }: Signature) => !html.trim() && !text.trim();

/** A letter that begins: below its words, and above what it answers, stands its writer's signature. */
export function sign(draft: Draft): Draft {
  const signature = signatureOf(identityOf(draft.from));
  return isEmpty(signature) ? draft : { ...draft, ...place(draft, signature) };
}

/** The same letter from somebody else: their signature is where the other one was. */
export function signAgain(draft: Draft, from: Draft['from']): Partial<Draft> {
  const before = signatureOf(identityOf(draft.from));
  const after = signatureOf(identityOf(from));
  if (before.html === after.html && before.text === after.text) return {};
  return replaceSignature(draft, before, after);
}

function place({ html, text }: Words, signature: Signature): Partial<Draft> {
  if (html !== null) return { html: `${html || EMPTY_LINE}${blockOf(signature)}` };
  // An answer begins with empty lines for its words; a link may have brought some.
  const isAnswer = text.startsWith('\n\n');
  const below = `${SIGNATURE}\n${signature.text.trimEnd()}\n`;
  return { text: isAnswer ? `\n\n${below}${text.slice(1)}` : `${text}\n\n${below}` };
}

/** What somebody changed by hand in a plain signature is theirs, and stays. */
export function replaceSignature(
  draft: Words,
  before: Signature,
  after: Signature,
): Partial<Draft> {
  if (draft.html === null) {
    const old = `${SIGNATURE}\n${before.text.trimEnd()}\n`;
    if (isEmpty(before)) return place(draft, after);
    if (!draft.text.includes(old)) return {};
    const next = isEmpty(after) ? '' : `${SIGNATURE}\n${after.text.trimEnd()}\n`;
    return { text: draft.text.replace(old, () => next) };
  }
  const page = document.implementation.createHTMLDocument('');
  page.body.append(...new DOMParser().parseFromString(draft.html, 'text/html').body.childNodes);
  const block = [...page.body.children].findLast(({ className }) => className === SIGNATURE_CLASS);
  if (!block) return isEmpty(after) ? {} : place(draft, after);
  block.outerHTML = isEmpty(after) ? '' : blockOf(after);
  return { html: page.body.innerHTML };
}

const EMPTY_LINE = '<div><br></div>';
const blockOf = ({ html, text }: Signature) =>
  `<div class="${SIGNATURE_CLASS}">${html.trim() ? html : plainToHtml(text)}</div>`;
