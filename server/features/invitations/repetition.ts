import ICAL from 'ical.js';
import type { Repetition } from '../../../shared/invitations.ts';

const EVERY: Record<string, Repetition['every']> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const MAX_STEPS = 3000;

/** Name under which a rule stands that cannot be read: that there is one is still told. */
export const UNREAD_RULE = 'x-unread-rrule';

/**
 * A repeated event in a few words, and when it comes next.
 *
 * @param toMoment a time of this calendar as the contract writes it.
 */
export function readRepetition(
  event: ICAL.Component,
  start: ICAL.Time | null,
  now: Date,
  toMoment: (time: ICAL.Time) => string,
): Repetition | null {
  const rules = event.getAllProperties('rrule');
  const rule = rules[0]?.getFirstValue();
  if (!(rule instanceof ICAL.Recur)) return event.hasProperty(UNREAD_RULE) ? UNKNOWN : null;
  const every = (rules.length === 1 && EVERY[rule.freq]) || 'other';
  const isPlain = every !== 'other' && isHarmless(rule);
  return {
    every: isPlain ? every : 'other',
    interval: Math.max(1, Math.min(rule.interval || 1, 1000)),
    days: isPlain && every === 'week' ? daysOf(rule) : [],
    until: rule.until ? toMoment(rule.until) : null,
    count: rule.count ?? null,
    next: isPlain && start ? nextOf(event, rule, start, now, toMoment) : null,
  };
}

const UNKNOWN: Repetition = {
  every: 'other',
  interval: 1,
  days: [],
  until: null,
  count: null,
  next: null,
};

function daysOf(rule: ICAL.Recur): number[] {
  return partsOf(rule, 'BYDAY')
    .map((day) => DAYS.indexOf(String(day)))
    .filter((day) => day >= 0);
}

const KNOWN = new Set(['BYDAY', 'BYMONTHDAY', 'BYMONTH']);

/**
 * A rule that comes true in every period or nearly: the library looks for the next time until it finds
 * one, and "the 30th of February" is never found (security S-47).
 */
function isHarmless(rule: ICAL.Recur): boolean {
  const parts = Object.entries(rule.parts) as [string, (string | number)[]][];
  return (
    rule.interval >= 1 &&
    rule.interval <= 400 &&
    parts.every(([name, values]) => KNOWN.has(name) && values.length <= 31) &&
    partsOf(rule, 'BYDAY').every((day) =>
      /^([+-]?[1-4])?(SU|MO|TU|WE|TH|FR|SA)$/.test(String(day)),
    ) &&
    partsOf(rule, 'BYMONTHDAY').every(
      (day) => Math.abs(Number(day)) >= 1 && Math.abs(Number(day)) <= 28,
    ) &&
    partsOf(rule, 'BYMONTH').every((month) => Number(month) >= 1 && Number(month) <= 12) &&
    !(partsOf(rule, 'BYDAY').length && partsOf(rule, 'BYMONTHDAY').length) &&
    (rule.freq !== 'DAILY' || parts.length === 0) &&
    (rule.freq !== 'WEEKLY' || parts.every(([name]) => name === 'BYDAY'))
  );
}

const partsOf = (rule: ICAL.Recur, name: string): (string | number)[] =>
  (rule.parts as Record<string, (string | number)[] | undefined>)[name] ?? [];

function nextOf(
  event: ICAL.Component,
  rule: ICAL.Recur,
  start: ICAL.Time,
  now: Date,
  toMoment: (time: ICAL.Time) => string,
): string | null {
  const left = new Set(
    event.getAllProperties('exdate').flatMap((one) => one.getValues().map((day) => String(day))),
  );
  const times = rule.iterator(start);
  for (let step = 0; step < MAX_STEPS; step++) {
    const time = times.next();
    if (!time) return null;
    const moment = toMoment(time);
    if (new Date(moment) >= now && !left.has(time.toString())) return moment;
  }
  return null;
}
