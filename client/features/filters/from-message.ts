import type { Condition, SimpleRule } from '../../../shared/filters.ts';
import type { Message } from '../../../shared/messages.ts';
import { emptyRule } from './draft.ts';

/** What a rule may look for so that it means messages like this one, the likeliest first. */
export function suggestedConditions(message: Message, extensions: string[]): Condition[] {
  const { from, subject, to, cc, deliveredTo = [] } = message;
  const list = listIdOf(message);
  const sender = oneLine(from[0]?.address ?? '');
  const topic = oneLine(subject).replace(/^((re|fwd?|aw|tr|rép|sv|wg)\s*(\[\d+\])?\s*:\s*)+/i, '');
  const detail = [...deliveredTo, ...[...to, ...cc].map(({ address }) => address)]
    .map((address) => /^[^@+]+\+([^@]+)@/.exec(address)?.[1])
    .find(Boolean);
  const text = (on: Condition['on'], how: Condition['how'], value: string): Condition[] =>
    value ? [{ on, how, not: false, values: [value.slice(0, 1000)] }] : [];
  return [
    ...text('list', 'contains', list),
    ...text('from', 'is', sender),
    ...(extensions.includes('subaddress') ? text('plus', 'is', oneLine(detail ?? '')) : []),
    ...text('subject', 'contains', topic),
  ];
}

/** A rule for messages like this one; what is done with them is to be chosen. */
export const ruleFrom = (condition: Condition | undefined): SimpleRule => ({
  ...emptyRule(),
  ...(condition && { conditions: [condition] }),
});

/** The identifier of List-Id (RFC 2919); one that is hidden in encoded words is no text that Sieve would see. */
function listIdOf({ listHeaders }: Message): string {
  const value = oneLine(listHeaders.find(([name]) => name === 'list-id')?.[1] ?? '');
  const inside = /<([^<>]+)>$/.exec(value)?.[1];
  return inside ?? (/^[^\s<>]+$/.test(value) && !value.includes('=?') ? value : '');
}

/** A header field may hold anything (security S-10); a rule takes one line (security S-32). */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .toWellFormed();
