import { useEffect, useSyncExternalStore } from 'react';
import { ApiError } from '../../api/call.ts';

/** A question that is open: who answers it sends the act again, with the password. */
export interface Question {
  /** @throws what the act throws: a password that is wrong leaves the question open. */
  confirm(password: string): Promise<void>;
  cancel(): void;
}

/** The person did not want to prove who they are: nothing was done, and nothing needs to be said. */
export class NotProven extends Error {}

let question: Question | null = null;
let places = 0;
const listeners = new Set<() => void>();

/**
 * Does what may need the password, and asks for it when the server wants it (security S-11). Where no
 * part of the page can ask, the refusal is thrown as it is.
 *
 * @throws NotProven, and what the act throws.
 */
export async function withProof<T>(run: (password?: string) => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isCode(error, 'password-needed') || !places) throw error;
    return new Promise<T>((resolve, reject) => {
      ask({
        async confirm(password) {
          try {
            resolve(await run(password));
          } catch (again) {
            if (isCode(again, 'password-wrong') || isCode(again, 'rate-limited')) throw again;
            reject(again as Error);
          }
          ask(null);
        },
        cancel() {
          ask(null);
          reject(new NotProven());
        },
      });
    });
  }
}

export const isCode = (error: unknown, code: string): boolean =>
  error instanceof ApiError && error.code === code;

function ask(next: Question | null) {
  question = next;
  for (const listener of listeners) listener();
}

/** The question that is open, for the part of the page that shows it. */
export function useQuestion(): Question | null {
  useEffect(() => {
    places++;
    return () => {
      places--;
      if (!places) question?.cancel();
    };
  }, []);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => question,
  );
}
