import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../../shared/refusal.ts';

/** Letters of an account: far more than anybody writes, far fewer than a stolen login would like. */
export interface SendLimits {
  /** @throws Refusal `rate-limited` with `retryAfterSeconds`. */
  take(account: string, recipients: number): Promise<void>;
}

const HOUR = 3600;
const LETTERS = { points: 300, duration: HOUR };
const RECIPIENTS = { points: 5000, duration: HOUR };

export function sendLimits(): SendLimits {
  const letters = new RateLimiterMemory({ keyPrefix: 'letters', ...LETTERS });
  const recipients = new RateLimiterMemory({ keyPrefix: 'recipients', ...RECIPIENTS });
  return {
    async take(account, count) {
      try {
        await letters.consume(account);
        await recipients.consume(account, count);
      } catch (spent) {
        const { msBeforeNext } = spent as RateLimiterRes;
        const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
        throw new Refusal('rate-limited', 'Too many letters.', { retryAfterSeconds });
      }
    },
  };
}
