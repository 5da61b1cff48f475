import * as z from 'zod/mini';

/** An IANA time zone that dates can be written in. */
export const zone = z.string().check(
  z.maxLength(64),
  z.regex(/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/),
  z.refine((name) => isZone(name), 'no time zone'),
);

/** True when this engine knows the zone: an older browser may not know what a newer one chose. */
export function isZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What clocks and calendars of a zone show. Months count from 1, days of the week from 0 = Sunday. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
}

/** Zones may be named by strangers, in any case of letters. */
const MAX_CLOCKS = 100;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one costs more than a thousand looks at it. @throws RangeError for what is no zone. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  clocks.set(zone, clock);
  return clock;
}

/** @param time epoch milliseconds. */
export function wallTime(time: number, zone: string): WallTime {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Omit<WallTime, 'weekday'>;
  const { year, month, day, hour, minute, second } = parts;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, hour, minute, second, weekday };
}

/**
 * When clocks of the zone show this. Fields may run over (day 32 is the next month's first). A time that
 * the clocks leave out becomes the one as much later; one that they show twice, the first.
 *
 * @param month counts from 1. @returns epoch milliseconds.
 */
export function timeAt(
  zone: string,
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const before = asUtc - offset(asUtc - DAY, zone);
  const after = asUtc - offset(asUtc + DAY, zone);
  const shown = (time: number) => time + offset(time, zone) === asUtc;
  const fitting = [before, after].filter(shown);
  return fitting.length ? Math.min(...fitting) : before;
}

const DAY = 86_400_000;

/** Milliseconds that the zone is ahead of UTC. */
export function offset(time: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallTime(time, zone);
  const whole = Math.floor(time / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

/** A number for each day of the zone's calendar: some have 23 or 25 hours. */
export function dayNumber(time: number, zone: string): number {
  const { year, month, day } = wallTime(time, zone);
  return Date.UTC(year, month - 1, day) / DAY;
}
