import type { Weight } from '../../../shared/choice.ts';

const DAY = 24 * 3600 * 1000;
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

/** How many messages a month and bytes a year come, by what came since the first. Of less than a month: what came. */
export function pace({ messages, bytes, oldest }: Weight, now = Date.now()) {
  const since = Math.max(MONTH, now - (oldest ?? now));
  return {
    monthly: messages / (since / MONTH),
    bytesYearly: Math.round(bytes / Math.max(1, since / YEAR)),
  };
}
