import { parentPort } from 'node:worker_threads';
import { judgePassword } from '../../../shared/password/judge.ts';
import { loadWordBook } from '../../../shared/password/lists.ts';
import type { PasswordTerms } from '../../../shared/password.ts';

/** What is asked in the thread of the word lists; answered in the order of asking. */
export interface JudgeQuestion {
  password: string;
  terms: PasswordTerms;
}

const book = loadWordBook();

parentPort?.on('message', async ({ password, terms }: JudgeQuestion) => {
  parentPort?.postMessage(judgePassword(password, terms, await book));
});
