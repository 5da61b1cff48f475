import { decoratedWord } from './decorated.ts';
import { fold, letters, MOST_DECORATION, withoutSigns } from './fold.ts';

/** What belongs to this place everywhere. */
const PRODUCT = ['sobre', 'webmail', 'courriel', 'email', 'mail'];
const SHORTEST = 3;
const LONGEST_WORDS = 60;

/**
 * The words by which a person and this place are known, whole and in parts.
 *
 * @param known addresses, names, host names.
 */
export function personalWords(known: string[]): string[] {
  const words = known.flatMap((one) => [
    one,
    ...one.split('@'),
    ...fold(one).split(/[^\p{L}\p{N}]+/u),
  ]);
  const folded = [...words, ...PRODUCT].map((word) => withoutSigns(fold(word)));
  return [...new Set(folded)].filter(isTelling).slice(0, LONGEST_WORDS);
}

// The end of a host name is everybody's.
const isTelling = (word: string) =>
  word.length >= SHORTEST && !['com', 'org', 'net', 'www', 'example'].includes(word);

/**
 * The personal word that a password consists of, but for decoration. Several of them together are
 * still nothing else ("JeanDupont1975").
 *
 * @param words as `personalWords` gives them.
 */
export function personalPart(password: string, words: string[]): string | null {
  const text = withoutSigns(fold(password));
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  let rest = text;
  let found: string | null = null;
  for (const word of longestFirst) {
    if (!rest.includes(word)) continue;
    found ??= word;
    rest = rest.replaceAll(word, ' ');
  }
  const left = rest.replaceAll(' ', '');
  if (found && letters(left) <= 2 && left.length <= MOST_DECORATION) return found;
  return decoratedWord(password, new Set(words));
}
