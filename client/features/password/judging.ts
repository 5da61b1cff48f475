import { useEffect, useState } from 'react';
import type { PasswordTerms, PasswordVerdict } from '../../../shared/password.ts';
import type { WorkerAnswer, WorkerQuestion } from './judge.worker.ts';
import type { Made } from './make.ts';

type Question = WorkerQuestion extends infer One
  ? One extends unknown
    ? Omit<One, 'id'>
    : never
  : never;

/** The thread of the word lists, while the page of the password is open. */
class Judge {
  readonly #worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<number, (answer: WorkerAnswer | null) => void>();
  #last = 0;

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    });
    // The lists could not be fetched: the bridge has them too, and judges in the end.
    this.#worker.addEventListener('error', () => this.#giveUp());
  }

  /** null when the word lists are out of reach. */
  ask(question: Question): Promise<WorkerAnswer | null> {
    const id = ++this.#last;
    return new Promise((answer) => {
      this.#waiting.set(id, answer);
      this.#worker.postMessage({ ...question, id } satisfies WorkerQuestion);
    });
  }

  end() {
    this.#worker.terminate();
    this.#giveUp();
  }

  #giveUp() {
    for (const answer of this.#waiting.values()) answer(null);
    this.#waiting.clear();
  }
}

let judge: Judge | undefined;

/** What is said of the password that stands in the field; undefined while it is being looked at. */
export function useVerdict(
  password: string,
  terms: PasswordTerms | undefined,
): PasswordVerdict | undefined {
  const [judged, setJudged] = useState<{ password: string; verdict: PasswordVerdict }>();
  useEffect(() => {
    // The lists are on their way while the old password is being typed.
    judge = new Judge();
    return () => {
      judge?.end();
      judge = undefined;
    };
  }, []);
  useEffect(() => {
    if (!terms || !password) return;
    let isLate = false;
    const pause = setTimeout(async () => {
      const answer = await judge?.ask({ ask: 'judge', password, terms });
      if (answer && !isLate) setJudged(answer);
    }, TYPING);
    return () => {
      isLate = true;
      clearTimeout(pause);
    };
  }, [password, terms]);
  return judged?.password === password ? judged.verdict : undefined;
}

/** Milliseconds between keystrokes that are one thought. */
const TYPING = 120;

/** A new password that meets every rule; null when the word lists are out of reach. */
export async function newPassword(
  kind: Made,
  language: string,
  terms: PasswordTerms,
): Promise<string | null> {
  const answer = await judge?.ask({ ask: 'make', kind, language, terms });
  return answer?.password ?? null;
}
