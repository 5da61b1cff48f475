import { useIntl } from 'react-intl';
import { dayNumber, wallTime } from '../../shared/zones.ts';
import { type Clock, clockOptions, currentClock, useClock } from './clock.ts';

export interface Formats {
  /** The hour and minute. */
  time(time: number): string;
  /** In a list: the time today, the day this year, else the date. */
  short(time: number): string;
  /** A day of any year. */
  day(time: number): string;
  /** Above a message: all of it. */
  long(time: number): string;
  bytes(count: number): string;
  number(count: number): string;
}

/** Dates and sizes as the reader's language and clock write them. Times are epoch milliseconds. */
export function useFormats(): Formats {
  return formatsFor(useIntl().locale, useClock());
}

const known = new Map<string, Formats>();

/** One set a language and clock: every row of a list asks, and an Intl format costs a millisecond to make. */
export function formatsFor(locale: string, clock = currentClock()): Formats {
  const name = `${locale} ${clock.zone} ${clock.hours}`;
  const formats = known.get(name) ?? makeFormats(locale, clock);
  known.set(name, formats);
  return formats;
}

function makeFormats(locale: string, clock: Clock): Formats {
  const dates = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(locale, { ...options, ...clockOptions(clock) }));
  const time = dates({ hour: '2-digit', minute: '2-digit' });
  const weekday = dates({ weekday: 'short' });
  const day = dates({ day: 'numeric', month: 'short' });
  const date = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const long = dates({ dateStyle: 'full', timeStyle: 'short' });
  const number = once(() => new Intl.NumberFormat(locale));
  return {
    time: (value) => time().format(value),
    short(value) {
      const today = dayNumber(Date.now(), clock.zone);
      const days = today - dayNumber(value, clock.zone);
      if (days === 0) return time().format(value);
      if (days > 0 && days <= 5) return weekday().format(value);
      const isThisYear = wallTime(value, clock.zone).year === wallTime(Date.now(), clock.zone).year;
      return (isThisYear ? day() : date()).format(value);
    },
    day: (value) => date().format(value),
    long: (value) => long().format(value),
    bytes: (count) => formatBytes(locale, count),
    number: (count) => number().format(count),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
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
