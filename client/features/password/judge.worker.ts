import { judgePassword } from '../../../shared/password/judge.ts';
import { loadWordBook } from '../../../shared/password/lists.ts';
import type { PasswordTerms, PasswordVerdict } from '../../../shared/password.ts';
import { type Made, makePassword } from './make.ts';

/** What the page asks of the thread that holds the word lists; each question is answered by its `id`. */
export type WorkerQuestion = { id: number; terms: PasswordTerms } & (
  | { ask: 'judge'; password: string }
  | { ask: 'make'; kind: Made; language: string }
);
export type WorkerAnswer = { id: number; password: string; verdict: PasswordVerdict };

/** Chance may make a word or a row of keys: another is made. */
const MOST_TRIES = 20;

const book = loadWordBook();

addEventListener('message', async ({ data }: MessageEvent<WorkerQuestion>) => {
  const { id, terms } = data;
  const lists = await book;
  const judged = (password: string) => ({
    id,
    password,
    verdict: judgePassword(password, terms, lists),
  });
  let answer = judged(data.ask === 'judge' ? data.password : '');
  for (let tries = 0; data.ask === 'make' && tries < MOST_TRIES; tries++) {
    answer = judged(makePassword(data.kind, data.language, lists.dice));
    if (!answer.verdict.faults.length) break;
  }
  postMessage(answer satisfies WorkerAnswer);
});
