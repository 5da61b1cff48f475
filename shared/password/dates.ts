import { fold, letters, MOST_DECORATION } from './fold.ts';

const SEPARATOR = '[-/._ ]?';
// Two digits before one: the longer reading is the one that was meant.
const DAY = '(?:0[1-9]|[12]\\d|3[01]|[1-9])';
const MONTH = '(?:0[1-9]|1[0-2]|[1-9])';
const FULL_YEAR = '(?:1\\d|20)\\d\\d';
const YEAR = `(?:${FULL_YEAR}|\\d\\d)`;
const orders = [[DAY, MONTH, YEAR], [MONTH, DAY, YEAR], [FULL_YEAR, MONTH, DAY], [FULL_YEAR]].map(
  (parts) => new RegExp(parts.join(SEPARATOR)),
);

/** The date or year that is the whole of a password but for decoration; null when there is none. */
export function dateIn(password: string): string | null {
  const text = fold(password);
  for (const order of orders) {
    const [date] = order.exec(text) ?? [];
    if (!date) continue;
    const rest = text.replace(date, '');
    if (letters(rest) <= 2 && rest.length <= MOST_DECORATION) return date;
  }
  return null;
}
