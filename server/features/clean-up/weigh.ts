import type { Weight } from '../../../shared/choice.ts';

export const NOTHING: Weight = { messages: 0, bytes: 0, oldest: null, newest: null };

/** What messages weigh together. */
export function weigh(messages: Iterable<{ size: number; received: number }>): Weight {
  const sum = { ...NOTHING };
  for (const { size, received } of messages) {
    sum.messages++;
    sum.bytes += size;
    sum.oldest = Math.min(sum.oldest ?? received, received);
    sum.newest = Math.max(sum.newest ?? received, received);
  }
  return sum;
}

export function addWeights(weights: Weight[]): Weight {
  return weights.reduce(
    (sum, one) => ({
      messages: sum.messages + one.messages,
      bytes: sum.bytes + one.bytes,
      oldest: least(Math.min, sum.oldest, one.oldest),
      newest: least(Math.max, sum.newest, one.newest),
    }),
    NOTHING,
  );
}

function least(of: (a: number, b: number) => number, a: number | null, b: number | null) {
  return a === null || b === null ? (a ?? b) : of(a, b);
}
