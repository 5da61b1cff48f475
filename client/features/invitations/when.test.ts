import { expect, it } from 'vitest';
import type { Translate } from '../../i18n/i18n.tsx';
import { repetitionOf, whenOf, whenThere } from './when.ts';

const t: Translate = (id, values) => [id, ...Object.values(values ?? {})].join(' ');
// Versions of ICU differ in commas, dashes and blanks.
const plain = (text: string) =>
  text
    .replace(/[\u2009\u202f\u00a0]/g, ' ')
    .replace(/,| at| à/g, '')
    .replace(/ ?– ?/g, '–');
const show = (start: string | null, end: string | null, locale = 'en-GB') =>
  plain(whenOf({ start, end, zone: '' }, locale, 'Europe/Paris'));

it('an instant is told in the zone of the reader', () => {
  expect(show('2026-12-01T18:00:00.000Z', '2026-12-01T20:00:00.000Z')).toBe(
    'Tuesday 1 December 2026 19:00–21:00',
  );
  expect(show('2026-12-01T18:00:00.000Z', null, 'fr-FR')).toBe('mardi 1 décembre 2026 19:00');
  expect(show('2026-12-01T18:00:00.000Z', '2026-12-01T17:00:00.000Z')).toBe(
    'Tuesday 1 December 2026 19:00',
  );
  expect(show(null, null)).toBe('');
});

it('a day is that day everywhere', () => {
  const day = { start: '2026-12-01', end: null, zone: '' };
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'])
    expect(plain(whenOf(day, 'en-GB', zone))).toBe('Tuesday 1 December 2026');
  expect(show('2026-12-01', '2026-12-03')).toMatch(/Tuesday 1.*Thursday 3 December 2026/);
});

it('the zone of the organiser is told only when its clocks differ', () => {
  const event = { start: '2026-12-01T18:00:00.000Z', end: '2026-12-01T20:00:00.000Z' };
  const there = (zone: string) => plain(whenThere({ ...event, zone }, 'en-GB', t, 'Europe/Paris'));
  expect(there('America/New_York')).toBe('invite-zone Tuesday 13:00–15:00 New York');
  expect(there('Asia/Tokyo')).toMatch(/^invite-zone Wednesday 03:00–05:00 Tokyo$/);
  expect(there('Europe/Berlin')).toBe('');
  expect(there('')).toBe('');
});

it('a repetition is told in one line', () => {
  const weekly = {
    every: 'week' as const,
    interval: 2,
    days: [2, 4],
    until: null,
    count: 4,
    next: '2026-12-01',
  };
  expect(repetitionOf(weekly, 'en-GB', t)).toBe(
    'invite-every-week-on 2 Tuesday and Thursday, invite-times 4, invite-next 1 December 2026',
  );
  const other = {
    every: 'other' as const,
    interval: 1,
    days: [],
    until: '2027-03-01',
    count: null,
    next: null,
  };
  expect(repetitionOf(other, 'en-GB', t)).toBe('invite-every-other 1 , invite-until 1 March 2027');
});
