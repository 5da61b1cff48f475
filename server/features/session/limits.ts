import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../../shared/refusal.ts';
import { networkOf } from '../../http/protect.ts';

/** Wrong passwords, counted per account and per network (security S-39). */
export interface SignInLimits {
  /** @throws Refusal `rate-limited` with `retryAfterSeconds`. */
  check(account: string, address: string): Promise<void>;
  failed(account: string, address: string): Promise<void>;
  succeeded(account: string): Promise<void>;
}

const MINUTE = 60;
/** One person mistypes a few times; an office behind one address has many people. */
const ACCOUNT = { points: 8, duration: 15 * MINUTE };
const NETWORK = { points: 60, duration: 15 * MINUTE };

export function signInLimits(): SignInLimits {
  const accounts = new RateLimiterMemory({ keyPrefix: 'account', ...ACCOUNT });
  const networks = new RateLimiterMemory({ keyPrefix: 'network', ...NETWORK });
  return {
    async check(account, address) {
      refuseSpent(await accounts.get(account), ACCOUNT.points);
      refuseSpent(await networks.get(networkOf(address)), NETWORK.points);
    },
    async failed(account, address) {
      // A consumption over the limit rejects: `check` tells it at the next try.
      await Promise.allSettled([accounts.consume(account), networks.consume(networkOf(address))]);
    },
    async succeeded(account) {
      await accounts.delete(account);
    },
  };
}

function refuseSpent(spent: RateLimiterRes | null, points: number) {
  if (!spent || spent.consumedPoints < points) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(spent.msBeforeNext / 1000));
  throw new Refusal('rate-limited', 'Too many attempts.', { retryAfterSeconds });
}
