import { sameAddress } from '../../../../shared/address.ts';
import { ownWords } from '../answers/own-words.ts';
import type { Draft } from '../composing.ts';

/** Something that people regret afterwards. Each may be meant, and is then sent. */
export type Warning =
  | { kind: 'no-subject' }
  /** The words speak of a file, and there is none. */
  | { kind: 'no-file'; word: string }
  /** Everybody sees everybody. */
  | { kind: 'many-visible'; count: number }
  /** The answer goes to all of a mailing list. */
  | { kind: 'to-list'; address: string }
  /** Nobody wrote to this one before, and its domain looks like a known one. */
  | { kind: 'resembles'; address: string; domain: string };

export interface Known {
  /** Where the message that is answered says that letters to its mailing list go (RFC 2369). */
  list: string | null;
  /** People nobody wrote to before, with the known domain that theirs may have been meant to be. */
  strangers: { address: string; resembles: string }[];
}

/** So many visible recipients are rarely meant to know of each other. */
const MANY = 10;

type Checked = Pick<Draft, 'to' | 'cc' | 'subject' | 'text' | 'html' | 'files' | 'source'>;

/** What should be asked before this letter leaves. */
export function warningsFor(draft: Checked, { list, strangers }: Known): Warning[] {
  const visible = [...draft.to, ...draft.cc];
  const word = draft.files.length || hasPictures(draft) ? null : fileWord(wordsOf(draft));
  // Whoever writes to the list alone means it.
  const isToList =
    draft.source?.act === 'reply' &&
    visible.length > 1 &&
    visible.some((one) => list && sameAddress(one.address, list));
  return [
    ...strangers
      .filter(({ resembles }) => resembles)
      .map(
        ({ address, resembles }): Warning => ({ kind: 'resembles', address, domain: resembles }),
      ),
    ...(draft.subject.trim() ? [] : [{ kind: 'no-subject' } as const]),
    ...(word ? [{ kind: 'no-file', word } as const] : []),
    ...(visible.length >= MANY ? [{ kind: 'many-visible', count: visible.length } as const] : []),
    ...(isToList && list ? [{ kind: 'to-list', address: list } as const] : []),
  ];
}

/** A subject that was taken over from what is answered says nothing of this letter. */
const wordsOf = (draft: Checked) =>
  draft.source ? ownWords(draft) : `${draft.subject}\n${ownWords(draft)}`;

const hasPictures = ({ html }: Checked) => html !== null && /<img\b/i.test(html);

const ENGLISH = 'attach(?:ed|ing|ments?)|i attach|enclosed';
const FRENCH = [
  'ci[- ](?:jointe?s?|incluse?s?|annexee?s?)',
  '(?:pieces?|fichiers?|documents?|photos?|factures?|devis) jointe?s?',
  '(?:en|la|les) pj|pj ?:',
  "(?:je|nous)(?: (?:te|vous|le|la|les)| l['])? ?(?:joins|joignons)",
  "j'ai joint",
  'en annexe',
].join('|');
const SPOKEN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${ENGLISH}|${FRENCH})(?![\p{L}\p{N}])`,
  'giu',
);
/** "No attachment", "without", "sans", "pas de": nothing is promised. And one may be attached to a house. */
const DENIED = /(?:\b(?:no|not|without|any|sans|pas de|aucune?|ni)|n't(?: \w+)?) ?$/i;
const FOND = /^ to\b/i;

/** The first word that promises a file; null when none does. */
export function fileWord(text: string): string | null {
  // Letters without their accents keep their places: what is shown is what was written.
  const composed = text
    .normalize('NFC')
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/[\u00a0\u202f\u2011]/g, (blank) => (blank === '\u2011' ? '-' : ' '));
  const plain = [...composed].map((letter) => letter.normalize('NFD')[0]!).join('');
  const shown = [...composed].join('');
  for (const found of plain.matchAll(SPOKEN)) {
    const after = found.index + found[0].length;
    if (DENIED.test(plain.slice(Math.max(0, found.index - 20), found.index))) continue;
    if (/^attached$/i.test(found[0]) && FOND.test(plain.slice(after))) continue;
    return plain.length === shown.length ? shown.slice(found.index, after) : found[0];
  }
  return null;
}
