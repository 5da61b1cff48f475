import ICAL from 'ical.js';
import { isZone, offset } from '../../../shared/zones.ts';

/** The IANA name in a TZID, or '' when it has none that this machine knows. */
export function ianaZone(tzid: string): string {
  const [name = ''] =
    /[A-Za-z_+-]{1,40}(\/[A-Za-z0-9_+-]{1,40}){1,2}$/.exec(tzid.slice(-130)) ?? [];
  return [tzid, name].find(isNamed) ?? '';
}

const isNamed = (name: string) => /^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(name) && isZone(name);

/** Epoch milliseconds of a wall clock's time in a zone of `ianaZone`; `wall` is that time as if it were UTC. */
export function instantIn(zone: string, wall: number): number {
  if (!zone) return wall;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = wall - offset(wall, zone);
  return wall - offset(guess, zone);
}

/** Parts of a rule, and how many values each may have: one change of the clocks a year. */
const PARTS = new Map([
  ['freq', 1],
  ['bymonth', 1],
  ['byday', 1],
  ['bymonthday', 7],
  ['interval', 1],
  ['until', 1],
  ['wkst', 1],
]);
const MAX_OBSERVANCES = 30;
const MAX_DATES = 200;

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
            ([name, given]) => [given].flat().length <= (PARTS.get(name) ?? 0),
          )
        );
      })
    );
  });
}
