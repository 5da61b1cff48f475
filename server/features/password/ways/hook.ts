import { Refusal } from '../../../../shared/refusal.ts';
import type { HookSource } from '../../../config-password.ts';
import type { PasswordWay } from '../../../context.ts';
import { partsOf } from './parts.ts';

const PATIENCE = 15_000;
const LONGEST_ANSWER = 4_000;
const LONGEST_REASON = 200;

/**
 * Tells a program of the administrator's: POST, JSON, the secret as a bearer token. 2xx means written;
 * 400, 409 and 422 mean refused, with `{ "message": "…" }` for the person; all else is a failure.
 */
export function hookWay({ url, secret }: HookSource): PasswordWay {
  return {
    async change({ account, current, next }) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          Authorization: `Bearer ${secret}`,
        },
        body: JSON.stringify({ ...partsOf(account), current, password: next }),
        // A redirect would carry the passwords to a place that nobody configured.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      }).catch((error: unknown) => {
        throw new Refusal('password-unwritten', 'The password hook failed.', {}, error);
      });
      const reason = await reasonOf(response);
      if (response.ok) return;
      if ([400, 409, 422].includes(response.status)) {
        throw new Refusal('password-refused', 'The password hook refused.', { reason });
      }
      throw new Refusal('password-unwritten', `The password hook answered ${response.status}.`);
    },
    close: async () => {},
  };
}

/** What the program says to the person: one line of plain text, or nothing. */
async function reasonOf(response: Response): Promise<string> {
  let text = '';
  try {
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) {
      text += decoder.decode(piece as Uint8Array, { stream: true });
      if (text.length > LONGEST_ANSWER) return '';
    }
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? oneLine(message) : '';
  } catch {
    return '';
  }
}

const oneLine = (text: string) =>
  text
    .replace(/\p{Cc}|\p{Cf}/gu, ' ')
    .trim()
    .slice(0, LONGEST_REASON);
