import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';

const MINUTE = 60;
const SHORT = { points: 5, duration: 15 * MINUTE };
/** Three codes of a million are right at any moment: with twenty tries a day a guess takes forty-five years. */
const LONG = { points: 20, duration: 24 * 60 * MINUTE };

interface Limits {
  short: RateLimiterMemory;
  long: RateLimiterMemory;
}

const limitsOf = new WeakMap<Context, Limits>();

/**
 * Counts a try of a code before it is looked at, so that none of many at once is free.
 *
 * @returns whether it is the last one for now.
 * @throws Refusal `rate-limited` with `retryAfterSeconds`.
 */
export async function countAttempt(context: Context, account: string): Promise<boolean> {
  const { short, long } = limits(context);
  try {
    await long.consume(account);
    const { remainingPoints } = await short.consume(account);
    return remainingPoints === 0;
  } catch (spent) {
    const retryAfterSeconds = Math.max(1, Math.ceil((spent as RateLimiterRes).msBeforeNext / 1000));
    throw new Refusal('rate-limited', 'Too many codes were tried.', { retryAfterSeconds });
  }
}

export async function forgetAttempts(context: Context, account: string): Promise<void> {
  const { short, long } = limits(context);
  await Promise.all([short.delete(account), long.delete(account)]);
}

function limits(context: Context): Limits {
  const known = limitsOf.get(context);
  if (known) return known;
  const made = {
    short: new RateLimiterMemory({ keyPrefix: 'second-step', ...SHORT }),
    long: new RateLimiterMemory({ keyPrefix: 'second-step-day', ...LONG }),
  };
  limitsOf.set(context, made);
  return made;
}
