import { judgePassword } from './judge.ts';
import type { WordBook } from './lists.ts';
import { verdicts } from './verdicts.ts';

/** Test data: what one verdict costs, in milliseconds, over the two hundred passwords and a hostile one. */
export function checkTimes(
  book: WordBook,
  passwords: string[] = verdicts.map(({ password }) => password),
): { mean: number; slowest: number; hostile: number } {
  const terms = { minimum: 8, personal: [] };
  const timeOf = (password: string) => {
    const start = performance.now();
    judgePassword(password, terms, book);
    return performance.now() - start;
  };
  const times = passwords.map(timeOf);
  return {
    mean: times.reduce((sum, time) => sum + time, 0) / times.length,
    slowest: Math.max(...times),
    hostile: timeOf('aA1!'.repeat(250)),
  };
}
