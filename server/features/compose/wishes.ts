import type { LetterInput } from './letter.ts';

/** RFC 2156 Importance, and what programs show that do not know it. */
const PRIORITIES = {
  high: { 'X-Priority': '1 (Highest)', Importance: 'high' },
  normal: {},
  low: { 'X-Priority': '5 (Lowest)', Importance: 'low' },
};

/** Header fields that ask something of whoever gets the letter: to hurry, to say that it was read. */
export function wishesOf({ priority, wantsReceipt, from }: LetterInput): Record<string, string> {
  return {
    ...PRIORITIES[priority],
    ...(wantsReceipt && { 'Disposition-Notification-To': from.address }),
  };
}
