import { expect, it } from 'vitest';
import { isQuiet, notificationChoices } from './notifications.ts';

const quietBetween = (from: string, to: string, zone = 'Europe/Paris') =>
  notificationChoices.parse({ quiet: { from, to, zone } });
const at = (clock: string) => Date.parse(`2026-07-01T${clock}:00+02:00`);

it.each([
  ['22:00', '07:00', '21:59', false],
  ['22:00', '07:00', '22:00', true],
  ['22:00', '07:00', '03:00', true],
  ['22:00', '07:00', '06:59', true],
  ['22:00', '07:00', '07:00', false],
  ['12:00', '14:00', '13:00', true],
  ['12:00', '14:00', '14:00', false],
  ['08:00', '08:00', '20:00', true],
])('quiet from %s to %s: at %s %s', (from, to, clock, quiet) => {
  expect(isQuiet(quietBetween(from, to), at(clock))).toBe(quiet);
});

it('goes by the clocks of the zone, also where they were changed', () => {
  const night = quietBetween('22:00', '07:00', 'America/New_York');
  expect(isQuiet(night, Date.parse('2026-03-08T11:30:00Z'))).toBe(false);
  expect(isQuiet(night, Date.parse('2026-03-07T11:30:00Z'))).toBe(true);
});

it('a zone that nobody knows is UTC, and no hours are never', () => {
  expect(
    isQuiet(quietBetween('10:00', '11:00', 'Mars/Olympus'), Date.UTC(2026, 6, 1, 10, 30)),
  ).toBe(true);
  expect(isQuiet(notificationChoices.parse({}), 0)).toBe(false);
});

it('what cannot be read takes its default', () => {
  expect(
    notificationChoices.parse({ which: 'some', quiet: { from: '25:00' }, sound: 'x' }),
  ).toEqual({
    which: 'all',
    shows: 'nothing',
    sound: false,
    quiet: null,
  });
});
