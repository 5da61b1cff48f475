import type { Invitation, Repetition } from '../../../shared/invitations.ts';
import { clockOptions, currentZone } from '../../i18n/clock.ts';
import type { MessageId, Translate } from '../../i18n/i18n.tsx';

const DAY = /^\d{4}-\d\d-\d\d$/;

type When = Pick<Invitation, 'start' | 'end' | 'zone'>;

/** When an event is, in the reader's zone and language. */
export function whenOf({ start, end }: When, locale: string, timeZone = currentZone()): string {
  if (!start) return '';
  const isDay = DAY.test(start);
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    ...(!isDay && { timeStyle: 'short', ...clockOptions() }),
    timeZone: isDay ? 'UTC' : timeZone,
  });
  const from = new Date(start);
  const to = end ? new Date(end) : from;
  return to > from ? format.formatRange(from, to) : format.format(from);
}

/** The same in the zone that it was written in, when clocks there show another time; '' otherwise. */
export function whenThere(
  { start, end, zone }: When,
  locale: string,
  t: Translate,
  timeZone = currentZone(),
): string {
  if (!start?.endsWith('Z') || !zone) return '';
  const clock = (inZone: string) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      ...clockOptions(),
      timeZone: inZone,
    });
  const from = new Date(start);
  if (clock(zone).format(from) === clock(timeZone).format(from)) return '';
  const to = end ? new Date(end) : from;
  const when = to > from ? clock(zone).formatRange(from, to) : clock(zone).format(from);
  return t('invite-zone', { when, zone: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ') });
}

/** How an event repeats, in one line. */
export function repetitionOf(repetition: Repetition, locale: string, t: Translate): string {
  const { every, interval, days, until, count, next } = repetition;
  const names = days.map((day) =>
    // 4 January 1970 was a Sunday.
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
      (3 + day) * 86_400_000,
    ),
  );
  const list = new Intl.ListFormat(locale).format(names);
  const id = `invite-every-${every}${names.length ? '-on' : ''}` as MessageId;
  const day = (moment: string) =>
    new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeZone: DAY.test(moment) ? 'UTC' : currentZone(),
    }).format(new Date(moment));
  return [
    t(id, { interval, days: list }),
    ...(until ? [t('invite-until', { date: day(until) })] : []),
    ...(count ? [t('invite-times', { count })] : []),
    ...(next ? [t('invite-next', { date: day(next) })] : []),
  ].join(', ');
}
