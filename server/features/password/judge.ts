import type { Worker } from 'node:worker_threads';
import {
  LONGEST_PASSWORD,
  type PasswordTerms,
  type PasswordVerdict,
} from '../../../shared/password.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { startThread } from '../../threads.ts';
import type { JudgeQuestion } from './judge-worker.ts';

/** The lists take about 100 MB: they are kept while somebody chooses a password, and no longer. */
const IDLE = 3 * 60_000;
const PATIENCE = 60_000;

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * The verdict on a new password, by the same rules as the meter. The lists live in a thread of their own,
 * one password at a time, so that nobody's mail waits for them.
 *
 * @throws Refusal `unavailable` when there is no answer in time.
 */
export function judge(password: string, terms: PasswordTerms): Promise<PasswordVerdict> {
  // Nothing beyond that is ever accepted, and a megabyte need not travel.
  const looked = password.slice(0, LONGEST_PASSWORD + 1);
  const verdict = last.then(() => ask({ password: looked, terms }));
  last = verdict.catch(() => {});
  return verdict;
}

/** Loads the lists for somebody who looks at the page of the password. */
export function prepareJudge() {
  worker ??= startWorker();
  worker.unref();
  keep();
}

async function ask(question: JudgeQuestion): Promise<PasswordVerdict> {
  clearTimeout(idle);
  worker ??= startWorker();
  const asked = worker;
  asked.unref();
  try {
    return await answerOf(asked, question);
  } catch (error) {
    stop();
    throw new Refusal('unavailable', 'The password could not be looked at.', {}, error);
  } finally {
    keep();
  }
}

function startWorker(): Worker {
  const started = startThread(new URL('./judge-worker', import.meta.url));
  // Nobody may be asking when it ends: the next question begins another.
  started.on('error', stop);
  return started;
}

function answerOf(asked: Worker, question: JudgeQuestion): Promise<PasswordVerdict> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(late);
      asked.off('message', answered).off('error', failed).off('exit', failed);
    };
    const answered = (verdict: PasswordVerdict) => {
      done();
      resolve(verdict);
    };
    const failed = (reason: unknown) => {
      done();
      reject(reason instanceof Error ? reason : new Error('the thread of the word lists ended'));
    };
    const late = setTimeout(() => failed(new Error('the word lists do not answer')), PATIENCE);
    asked.on('message', answered).on('error', failed).on('exit', failed);
    asked.postMessage(question);
  });
}

function keep() {
  clearTimeout(idle);
  idle = setTimeout(stop, IDLE).unref();
}

function stop() {
  clearTimeout(idle);
  void worker?.terminate();
  worker = undefined;
}
