import ICAL from 'ical.js';

/** The IANA name in a TZID, or '' when it has none that this machine knows. */
export function ianaZone(tzid: string): string {
  const [name = ''] = /[A-Za-z_+-]{1,40}(\/[A-Za-z0-9_+-]{1,40}){1,2}$/.exec(tzid) ?? [];
  return [tzid, name].find(isZone) ?? '';
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const CLOCK = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
} as const;

/** Epoch milliseconds of a wall clock's time in a zone; `wall` is that time as if it were UTC. */
export function instantIn(zone: string, wall: number): number {
  const clock = new Intl.DateTimeFormat('en-US', { ...CLOCK, timeZone: zone });
  const offsetAt = (time: number) => {
    const parts = new Map(
      clock.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
    );
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const shown = Date.UTC(
      of('year'),
      of('month') - 1,
      of('day'),
      of('hour'),
      of('minute'),
      of('second'),
    );
    return shown - Math.floor(time / 1000) * 1000;
  };
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = wall - offsetAt(wall);
  return wall - offsetAt(guess);
}

const PARTS = new Set(['freq', 'bymonth', 'byday', 'bymonthday', 'interval', 'until', 'wkst']);
const MAX_OBSERVANCES = 100;
const MAX_DATES = 500;

/**
 * True for a VTIMEZONE that ends soon when it is reckoned: clocks change by a yearly rule, and one
 * that says "every second" was written to hurt (security S-47).
 */
export function isHarmlessZone(zone: ICAL.Component): boolean {
  const observances = zone.getAllSubcomponents();
  if (observances.length > MAX_OBSERVANCES) return false;
  return observances.every((one) => {
    const rules = one.getAllProperties('rrule');
    const dates = one.getAllProperties('rdate').length;
    return (
      dates <= MAX_DATES &&
      rules.length <= 1 &&
      rules.every((rule) => {
        const value = rule.getFirstValue();
        if (!(value instanceof ICAL.Recur)) return false;
        const parts = value.toJSON() as Record<string, unknown>;
        return (
          value.freq === 'YEARLY' &&
          Object.entries(parts).every(
            ([name, given]) => PARTS.has(name) && (!Array.isArray(given) || given.length <= 7),
          )
        );
      })
    );
  });
}
