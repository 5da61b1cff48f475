import { describe, expect, it } from 'vitest';
import { dayNumber, isZone, timeAt, wallTime, zone } from './zones.ts';

const PARIS = 'Europe/Paris';
const at = (text: string) => Date.parse(text);

describe('time zones', () => {
  it('are those that dates can be written in', () => {
    expect(isZone(PARIS)).toBe(true);
    expect(isZone('UTC')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
    for (const bad of ['', 'Mars/Olympus', '+02:00', 'Europe/Paris\r\n', '../etc', 'é/é']) {
      expect(zone.safeParse(bad).success, bad).toBe(false);
    }
  });

  it('show the day and the hour of the place', () => {
    expect(wallTime(at('2026-06-30T23:30:00Z'), 'Asia/Tokyo')).toEqual({
      year: 2026,
      month: 7,
      day: 1,
      hour: 8,
      minute: 30,
      second: 0,
      weekday: 3,
    });
    expect(wallTime(at('2026-01-01T02:00:00Z'), 'America/New_York')).toMatchObject({
      year: 2025,
      month: 12,
      day: 31,
      hour: 21,
    });
    expect(wallTime(at('2026-01-01T00:00:00Z'), 'UTC').hour).toBe(0);
  });

  it('turn what a clock shows into the moment', () => {
    expect(timeAt(PARIS, 2026, 1, 15, 8)).toBe(at('2026-01-15T07:00:00Z'));
    expect(timeAt(PARIS, 2026, 7, 15, 8, 30)).toBe(at('2026-07-15T06:30:00Z'));
    expect(timeAt('Asia/Kathmandu', 2026, 7, 15)).toBe(at('2026-07-14T18:15:00Z'));
    expect(timeAt('Pacific/Kiritimati', 2026, 1, 32)).toBe(at('2026-01-31T10:00:00Z'));
  });

  it('know the nights in which clocks change', () => {
    // 02:30 is left out on 29 March, and comes twice on 25 October.
    expect(timeAt(PARIS, 2026, 3, 29, 2, 30)).toBe(at('2026-03-29T01:30:00Z'));
    expect(timeAt(PARIS, 2026, 10, 25, 2, 30)).toBe(at('2026-10-25T00:30:00Z'));
    expect(timeAt(PARIS, 2026, 10, 25, 8)).toBe(at('2026-10-25T07:00:00Z'));
    const days =
      dayNumber(at('2026-03-30T08:00Z'), PARIS) - dayNumber(at('2026-03-28T22:59Z'), PARIS);
    expect(days).toBe(2);
  });
});
