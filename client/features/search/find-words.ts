import { readQuery } from '../../../shared/search/read.ts';
import { isTextTerm } from '../../../shared/search/terms.ts';

/** Letters without case and accents, sign by sign, so that places stay where they are. */
const folded = new Map<string, string>();

/** What a query looks for that can be seen in a message. */
export function wordsToShow(q: string): string[] {
  const seen = new Set(['words', 'subject', 'body', 'from', 'to', 'cc', 'bcc', 'with']);
  const words = readQuery(q)
    .query.flat()
    .flatMap(({ not, term }) =>
      !not && isTextTerm(term) && seen.has(term.kind) ? [fold(term.text)] : [],
    );
  return [...new Set(words)];
}

/**
 * Where words stand in a text: beginnings and ends, at most `most`. One pass for each word, whatever
 * the text is (security S-48).
 *
 * @param words as `wordsToShow` gives them.
 */
export function findWords(text: string, words: string[], most: number): [number, number][] {
  const places: [number, number][] = [];
  const looked = fold(text);
  for (const word of words) {
    let at = word ? looked.indexOf(word) : -1;
    for (; at >= 0 && places.length < most; at = looked.indexOf(word, at + word.length))
      places.push([at, at + word.length]);
  }
  return places;
}

const fold = (text: string) =>
  text.toLowerCase().length === text.length && isPlain(text)
    ? text.toLowerCase().replace(/\s/g, ' ')
    : [...text].map(foldSign).join('');

const isPlain = (text: string) => /^\p{ASCII}*$/u.test(text);

function foldSign(sign: string): string {
  let known = folded.get(sign);
  if (known === undefined) {
    const base = sign.normalize('NFD')[0]!.toLowerCase();
    const plain = /\s/.test(sign) ? ' ' : base;
    known = plain.length === sign.length ? plain : sign;
    if (folded.size < 5000) folded.set(sign, known);
  }
  return known;
}
