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

/** The moments that make sense now, soonest first, in the zone of this device. */
export function moments(now: Date): Moment[] {
  const at = (days: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour).getTime();
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const all: Moment[] = [
    { id: 'evening', at: at(0, EVENING) },
    { id: 'tomorrow', at: at(1, MORNING) },
    { id: 'monday', at: at(toMonday, MORNING) },
  ];
  return all.filter(
    (moment, place) =>
      moment.at > now.getTime() + NEARLY && all.findIndex(({ at }) => at === moment.at) === place,
  );
}

/** A moment as people say it: today, tomorrow or the date, and the time. */
export function momentText(time: number, { t, locale }: Speech): string {
  const day = dayNumber(time) - dayNumber(Date.now());
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
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(time);

export function dateText(time: number, locale: string): string {
  const isThisYear = new Date(time).getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(time);
}

/** Days, as the calendar counts them: some have 23 or 25 hours. */
const dayNumber = (time: number) => {
  const date = new Date(time);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
};

/** What a date and time field holds: the time of this device's zone, without the zone. */
export function toFieldValue(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
