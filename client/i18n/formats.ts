import { useMemo } from 'react';
import { useIntl } from 'react-intl';

const DAY = 86_400_000;

export interface Formats {
  /** In a list: the time today, the day this year, else the date. */
  short(time: number): string;
  /** Above a message: all of it. */
  long(time: number): string;
  bytes(count: number): string;
  number(count: number): string;
}

/** Dates and sizes as the reader's language writes them. Times are epoch milliseconds. */
export function useFormats(): Formats {
  const { locale } = useIntl();
  return useMemo(() => formatsFor(locale), [locale]);
}

export function formatsFor(locale: string, now: () => number = Date.now): Formats {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
  const number = new Intl.NumberFormat(locale);
  return {
    short(value) {
      const today = new Date(now()).setHours(0, 0, 0, 0);
      if (value >= today && value < today + DAY) return time.format(value);
      if (value < today && value >= today - 5 * DAY) return weekday.format(value);
      if (new Date(value).getFullYear() === new Date(today).getFullYear()) return day.format(value);
      return date.format(value);
    },
    long: (value) => long.format(value),
    bytes: (count) => formatBytes(locale, count),
    number: (count) => number.format(count),
  };
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Decimal units, as the hosters count their quotas: 1 kB = 1000 bytes. */
function formatBytes(locale: string, count: number): string {
  const step = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** step;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 1 ? 2 : value < 100 && step > 1 ? 1 : 0,
  }).format(value);
}
