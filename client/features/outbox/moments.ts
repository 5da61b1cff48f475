import { dayNumber, timeAt, wallTime } from '../../../shared/zones.ts';
import { clockOptions, currentZone } from '../../i18n/clock.ts';
import type { Translate } from '../../i18n/i18n.tsx';

/** A time at which people like their letters to leave, in epoch milliseconds. */
export interface Moment {
  id: 'evening' | 'tomorrow' | 'monday';
  at: number;
}

const MORNING = 8;
const EVENING = 18;
/** Later than this, "this evening" is now. */
const NEARLY = 30 * 60_000;

/** The moments that make sense now, soonest first, in the reader's zone. */
export function moments(now: number, zone = currentZone()): Moment[] {
  const { year, month, day, weekday } = wallTime(now, zone);
  const at = (days: number, hour: number) => timeAt(zone, year, month, day + days, hour);
  const toMonday = (8 - weekday) % 7 || 7;
  const all: Moment[] = [
    { id: 'evening', at: at(0, EVENING) },
    { id: 'tomorrow', at: at(1, MORNING) },
    { id: 'monday', at: at(toMonday, MORNING) },
  ];
  return all.filter(
    (moment, place) =>
      moment.at > now + NEARLY && all.findIndex(({ at }) => at === moment.at) === place,
  );
}

/** A moment as people say it: today, tomorrow or the date, and the time. */
export function momentText(time: number, { t, locale }: Speech): string {
  const zone = currentZone();
  const day = dayNumber(time, zone) - dayNumber(Date.now(), zone);
  return t('moment-at', {
    day: day === 0 ? t('today') : day === 1 ? t('tomorrow') : dateText(time, locale),
    time: timeText(time, locale),
  });
}

/** The words and the ways of the reader. */
export interface Speech {
  t: Translate;
  locale: string;
}

export const timeText = (time: number, locale: string) =>
  new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...clockOptions(),
  }).format(time);

export function dateText(time: number, locale: string): string {
  const yearOf = (moment: number) => wallTime(moment, currentZone()).year;
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(yearOf(time) !== yearOf(Date.now()) && { year: 'numeric' }),
    timeZone: currentZone(),
  }).format(time);
}

/** What a date and time field holds: the time of the reader's zone, without the zone. */
export function toFieldValue(time: number, zone = currentZone()): string {
  const { year, month, day, hour, minute } = wallTime(time, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** The moment that a date and time field names; null while it is not whole. */
export function fromFieldValue(text: string, zone = currentZone()): number | null {
  const [, ...fields] = /^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  const [year, month, day, hour, minute] = fields.map(Number);
  return year ? timeAt(zone, year, month!, day!, hour, minute) : null;
}
