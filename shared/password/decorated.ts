import {
  fold,
  letters,
  lettersAllowed,
  lettersOutside,
  MOST_DECORATION,
  withoutSigns,
} from './fold.ts';

const SHORTEST = 3;

/**
 * The known word that is the whole of a password but for decoration: up to two letters and eight
 * characters in all ("Covid-2019!" is "covid"), also when its letters are written as digits and signs,
 * backwards, or with signs between them. Where the word stands alone decides what is decoration, so the
 * "2024" of "Soleil2024" is never read as letters.
 *
 * @param words folded (`fold`).
 */
export function decoratedWord(password: string, words: ReadonlySet<string>): string | null {
  const text = fold(password);
  let best: { word: string; clarity: number } | null = null;
  for (const variant of new Set([text, withoutSigns(text)])) {
    for (const word of coverings(variant, words)) {
      const clarity = clarityOf(word, variant);
      if (clarity > (best?.clarity ?? Number.NEGATIVE_INFINITY)) best = { word, clarity };
    }
  }
  return best?.word ?? null;
}

/** What is named is the word that people see themselves: of letters that stand there, and no longer. */
function clarityOf(word: string, text: string): number {
  const isThere = text.includes(word) || text.includes([...word].reverse().join(''));
  return letters(word) * 10 - word.length + (isThere ? 5 : -15);
}

function* coverings(text: string, words: ReadonlySet<string>): Generator<string> {
  const shortest = Math.max(SHORTEST, text.length - MOST_DECORATION);
  for (let from = 0; from + shortest <= text.length; from++) {
    for (let to = text.length; to - from >= shortest; to--) {
      if (lettersOutside(text, from, to) > lettersAllowed(to - from)) continue;
      for (const reading of readings(text.slice(from, to))) {
        if (words.has(reading)) yield reading;
        const backwards = [...reading].reverse().join('');
        if (words.has(backwards)) yield backwards;
      }
    }
  }
}

/** The text as it stands, and as letters when digits and signs may stand for some of them. */
function readings(text: string): string[] {
  const signs = text.match(/[^\p{L}]/gu)?.length ?? 0;
  if (signs === 0 || signs * 2 > text.length) return [text];
  const read = (one: string) =>
    [...text]
      .map((sign) => (sign === '1' || sign === '!' ? one : (LETTERS[sign] ?? sign)))
      .join('');
  return [...new Set([text, read('i'), read('l')])];
}

const LETTERS: Record<string, string> = {
  '0': 'o',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '€': 'e',
  '£': 'l',
  '|': 'l',
};
