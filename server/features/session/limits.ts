import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../../shared/refusal.ts';
import { networkOf } from '../../http/protect.ts';

/** Wrong passwords, counted per account and per network (security S-39). */
export interface SignInLimits {
  /** @throws Refusal `rate-limited` with `retryAfterSeconds`. */
  check(account: string): Promise<void>;
  failed(account: string): Promise<void>;
  succeeded(account: string): Promise<void>;
  /**
   * Counts a try of a network before it is known whether it is right, so that none of many at once is free.
   *
   * @throws Refusal `rate-limited` with `retryAfterSeconds`.
   */
  take(address: string): Promise<void>;
  /** It was no wrong password. */
  giveBack(address: string): Promise<void>;
}

const MINUTE = 60;
/** One person mistypes a few times; an office behind one address has many people. */
const ACCOUNT = { points: 8, duration: 15 * MINUTE };
const NETWORK = { points: 60, duration: 15 * MINUTE };

export function signInLimits(): SignInLimits {
  const accounts = new RateLimiterMemory({ keyPrefix: 'account', ...ACCOUNT });
  const networks = new RateLimiterMemory({ keyPrefix: 'network', ...NETWORK });
  return {
    async check(account) {
      const spent = await accounts.get(account);
      if (spent && spent.consumedPoints >= ACCOUNT.points) refuse(spent);
    },
    async failed(account) {
      // A consumption over the limit rejects: `check` tells it at the next try.
      await accounts.consume(account).catch(() => {});
    },
    async succeeded(account) {
      await accounts.delete(account);
    },
    async take(address) {
      await networks.consume(networkOf(address)).catch(refuse);
    },
    async giveBack(address) {
      await networks.reward(networkOf(address));
    },
  };
}

function refuse({ msBeforeNext }: RateLimiterRes): never {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  throw new Refusal('rate-limited', 'Too many attempts.', { retryAfterSeconds });
}
