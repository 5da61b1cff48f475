import type { Draft } from './composing.ts';

export type SpellingLanguage = NonNullable<Draft['language']>;

/** Small words that only one of the two has. */
const WORDS: Record<SpellingLanguage, Set<string>> = {
  en: new Set(
    'the and is are was were you your of to that this with for have has not it we they will would from but what which there please thanks hello dear'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les un une des du de et est sont vous nous je tu il elle que qui pour dans avec pas ne ce cette votre notre sur au aux bonjour merci cordialement très être à où'.split(
      ' ',
    ),
  ),
};

/** The first words are the writer's own, and enough; asked at each key, nothing is parsed. */
const FIRST = 4000;

/** In which language the letter is spelled: as was chosen, else as its words look, else the reader's. */
export function languageOf(draft: Draft, readers: SpellingLanguage): SpellingLanguage {
  return draft.language ?? guessFor(draft) ?? readers;
}

/** As the words of a letter look. */
export function guessFor({ subject, html, text }: Draft): SpellingLanguage | null {
  const words =
    html === null ? text.slice(0, FIRST) : html.slice(0, FIRST).replace(/<[^>]*>?/g, ' ');
  return guess(`${subject} ${words}`);
}

/** Null when there is too little to say it. */
export function guess(text: string): SpellingLanguage | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (language: SpellingLanguage) =>
    words.filter((word) => WORDS[language].has(word)).length;
  const en = count('en');
  const fr = count('fr');
  if (Math.max(en, fr) < 2 || en === fr) return null;
  return en > fr ? 'en' : 'fr';
}
