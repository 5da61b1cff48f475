import { type Match, type OptionsType, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { fold, withoutSigns } from './fold.ts';
import { type Neighbours, neighboursOf } from './walks.ts';

/** Everything that is known of words: large, and so loaded only where passwords are chosen. */
export interface WordBook {
  /** Folded, without signs. */
  words: ReadonlySet<string>;
  neighbours: Neighbours;
  /** English words that are made to make passwords of. */
  dice: readonly string[];
  /**
   * How hard the password is to guess, 0 to 4. Slow, and slower with every character: the first
   * `LONGEST_GUESSED` of them count, more cannot make it weaker.
   */
  score(password: string, personal: string[]): number;
}

type Dictionary = Record<string, string[]>;
interface Language {
  dictionary: Dictionary;
}

const LONGEST_GUESSED = 32;
/** Eight characters without any pattern are what the rules ask for: the library would have nine. */
const RANDOM = { length: 8, score: 3 };
/** Rare family names are no words that a guesser tries first. */
const MOST_NAMES = 10_000;

/** What no list holds, and every guesser tries. */
const OWN_WORDS =
  'sobre webmail courriel covid confinement motdepasse mdp secret azertyuiop wxcvbn'.split(' ');

/** Loads the lists: French and English, German, Spanish, Italian, and the passwords of the world. */
export async function loadWordBook(): Promise<WordBook> {
  const [common, ...languages] = await Promise.all([
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-de'),
    import('@zxcvbn-ts/language-es-es'),
    import('@zxcvbn-ts/language-it'),
  ]);
  const dictionary: Dictionary = { ...common.dictionary, own: OWN_WORDS };
  languages.forEach((module, place) => {
    for (const [name, list] of Object.entries(dictionaryOf(module))) {
      dictionary[`${name}-${place}`] = name.startsWith('lastnames')
        ? list.slice(0, MOST_NAMES)
        : list;
    }
  });
  const graphs = common.adjacencyGraphs as OptionsType['graphs'];
  const guesser = new ZxcvbnFactory({ dictionary, graphs, maxLength: LONGEST_GUESSED });
  return {
    words: new Set(wordsOf(dictionary)),
    neighbours: neighboursOf(common.adjacencyGraphs),
    dice: common.dictionary['diceware-common'],
    score(password, personal) {
      // A capital hides a row from the library that a guesser finds at once.
      const looked = password.slice(0, LONGEST_GUESSED).toLowerCase();
      const { score, sequence } = guesser.check(looked, personal);
      const isRandom = looked.length >= RANDOM.length && !sequence.some(isPattern);
      return isRandom ? Math.max(score, RANDOM.score) : score;
    },
  };
}

/** Two or three letters in a row are a word of some list by chance. */
const isPattern = ({ pattern, token }: Match) => pattern !== 'bruteforce' && token.length > 3;

/** Two of the packages are of the older form, which Node wraps once more. */
function dictionaryOf(module: object): Dictionary {
  const { dictionary, default: wrapped } = module as Partial<Language> & { default?: Language };
  return dictionary ?? wrapped?.dictionary ?? {};
}

function* wordsOf(dictionary: Dictionary): Generator<string> {
  for (const [name, list] of Object.entries(dictionary)) {
    // A list of dice words is made to be used.
    if (name.startsWith('diceware')) continue;
    for (const word of list) if (word.length > 2) yield withoutSigns(fold(word));
  }
}
