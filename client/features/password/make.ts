import { wordsFr } from './words-fr.ts';

export type Made = 'words' | 'characters';

/** Without those that look like each other. */
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const SIGNS = '-_.!+=';
const LENGTH = 18;
/** Bits that nobody guesses, of the words alone. */
const ENOUGH = 48;

/**
 * A password nobody could guess: words with one capital and one digit among them, or characters.
 *
 * @param english the words of dice; French has its own.
 */
export function makePassword(kind: Made, language: string, english: readonly string[]): string {
  return kind === 'words' ? makeWords(language === 'fr' ? wordsFr : english) : makeCharacters();
}

function makeWords(words: readonly string[]): string {
  const count = Math.ceil(ENOUGH / Math.log2(words.length));
  const chosen = Array.from({ length: count }, () => words[below(words.length)]!);
  const place = below(count);
  const word = chosen[place]!;
  chosen[place] = `${word[0]!.toUpperCase()}${word.slice(1)}${DIGITS[below(DIGITS.length)]}`;
  return chosen.join('-');
}

function makeCharacters(): string {
  const all = LOWER + UPPER + DIGITS + SIGNS;
  const made = Array.from({ length: LENGTH }, () => all[below(all.length)]!);
  [LOWER, UPPER, DIGITS].forEach((kind, place) => {
    made[place] = kind[below(kind.length)]!;
  });
  return shuffled(made).join('');
}

function shuffled<T>(list: T[]): T[] {
  for (let last = list.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
  return list;
}

/** A random whole number below the limit, every one as likely: what would favour the low ones is thrown away. */
function below(limit: number): number {
  const fair = 2 ** 32 - (2 ** 32 % limit);
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return drawn < fair ? drawn % limit : below(limit);
}
