import {
  type PasswordFault,
  type PasswordTerms,
  type PasswordVerdict,
  plainFaults,
} from '../password.ts';
import { dateIn } from './dates.ts';
import { decoratedWord } from './decorated.ts';
import { fold } from './fold.ts';
import type { WordBook } from './lists.ts';
import { personalPart } from './personal.ts';
import { keyboardWalk } from './walks.ts';

/** What an attacker who tries ten thousand guesses a second needs a lifetime for. */
const ENOUGH = 3;
/** Different characters. */
const FEWEST_SIGNS = 5;

/** The one verdict on a new password, which the meter shows and the server's refusal repeats. */
export function judgePassword(
  password: string,
  { minimum, personal }: PasswordTerms,
  book: WordBook,
): PasswordVerdict {
  const found: PasswordFault[] = [];
  const add = (rule: PasswordFault['rule'], part: string | null) => {
    if (part !== null && !found.length) found.push({ rule, found: part });
  };
  // One part breaks one rule: the closest to the person is named.
  add('personal', personalPart(password, personal));
  add('keys', keyboardWalk(password, book.neighbours));
  add('date', dateIn(password));
  add('word', decoratedWord(password, book.words));
  const score = book.score(password, personal);
  // What has a name is guessed, whatever the number says.
  if (found.length || score < ENOUGH || isMonotonous(password)) found.push({ rule: 'guess' });
  return {
    score: found[0]?.found === undefined ? score : Math.min(score, 1),
    faults: [...plainFaults(password, minimum), ...found],
  };
}

const isMonotonous = (password: string) => new Set(fold(password)).size < FEWEST_SIGNS;
