/** Decimal units, as sizes are shown: 1 kB = 1000 bytes. */
const units: [letters: RegExp, name: string, bytes: number][] = [
  [/^g[bo]?$/i, 'G', 1_000_000_000],
  [/^m[bo]?$/i, 'M', 1_000_000],
  [/^k[bo]?$/i, 'k', 1000],
  [/^[bo]?$/i, '', 1],
];
/** IMAP compares sizes as unsigned 32-bit numbers (RFC 3501, number). */
const LARGEST = 4_294_967_295;

/** "5M", "1.5 MB", "500k", "300 Ko" or "2048" in bytes; null when it is no size. */
export function readSize(text: string): number | null {
  const [, digits, letters = ''] = /^(\d{1,12}(?:[.,]\d{1,6})?)\s?([a-z]{0,2})$/i.exec(text) ?? [];
  const unit = units.find(([pattern]) => pattern.test(letters));
  if (digits === undefined || !unit) return null;
  const bytes = Math.round(Number(digits.replace(',', '.')) * unit[2]);
  return bytes <= LARGEST ? bytes : null;
}

/** The shortest text that `readSize` reads as exactly these bytes. */
export function writeSize(bytes: number): string {
  const [, name, unit] = units.find(([, , each]) => bytes > 0 && bytes % each === 0) ?? [0, '', 1];
  return `${bytes / unit}${name}`;
}

/**
 * "2026-01-31", "2026-01" and "2026", also with / or . between, and "31/01/2026" with the day first.
 *
 * @returns the ISO form of the day, month or year; null when there is no such date.
 */
export function readDate(text: string): string | null {
  const [, year, month, day] =
    /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text) ?? reversed(text);
  if (year === undefined || Number(year) < 1000) return null;
  const parts = [year, month, day].filter((part) => part !== undefined);
  const date = parts.map((part) => part.padStart(2, '0')).join('-');
  return isDate(date) ? date : null;
}

function reversed(text: string): (string | undefined)[] {
  const [, day, month, year] = /^(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  return [text, year, month, day];
}

function isDate(date: string): boolean {
  const [year, month = 1, day = 1] = date.split('-').map(Number);
  const found = new Date(Date.UTC(year!, month - 1, day));
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
}

/** First day of a day, month or year, and the first day after it, as UTC midnights. */
export function periodOf(date: string): { from: Date; until: Date } {
  const [year, month, day] = date.split('-').map(Number);
  const from = new Date(Date.UTC(year!, (month ?? 1) - 1, day ?? 1));
  const until = new Date(from);
  if (day !== undefined) until.setUTCDate(day + 1);
  else if (month !== undefined) until.setUTCMonth(month);
  else until.setUTCFullYear(year! + 1);
  return { from, until };
}
