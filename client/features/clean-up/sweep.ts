import type { Choice } from '../../../shared/choice.ts';
import type { BasketLine } from '../../../shared/clean-up.ts';
import { lineFor } from './basket.ts';

/** What can happen to one sender's mail. */
export const WAYS = ['now', 'ever', 'latest', 'days'] as const;
export type Way = (typeof WAYS)[number];

export interface Sender {
  name: string;
  address: string;
}

/** Days that are kept, for the fourth way. */
export const DAYS = [7, 30, 90, 365] as const;

/** The line of a way: what would go of this sender's mail. */
export function lineOf(way: Way, { name, address }: Sender, days: number): BasketLine {
  const choice: Choice = {
    sender: address.toLowerCase(),
    ...(way === 'latest' && { keepLatest: 1 }),
    ...(way === 'days' && { olderThan: days }),
  };
  return lineFor({ choice, tool: 'sender', about: name || address });
}
