import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import en from '../../i18n/en.json' with { type: 'json' };
import fr from '../../i18n/fr.json' with { type: 'json' };
import { fromFieldValue, moments, momentText, type Speech, toFieldValue } from './moments.ts';

const at = (text: string) => new Date(text).getTime();
const told = (text: string) => moments(at(text)).map(({ id, at }) => `${id} ${toFieldValue(at)}`);

const speech = (locale: string, messages: Record<string, string>): Speech => {
  const intl = createIntl({ locale, messages });
  return { locale, t: (id, values) => intl.formatMessage({ id }, values) as string };
};
const english = speech('en-GB', en);
const french = speech('fr', fr);

describe('moments to send later', () => {
  it('are this evening, tomorrow and Monday', () => {
    expect(told('2026-11-18T10:00')).toEqual([
      'evening 2026-11-18T18:00',
      'tomorrow 2026-11-19T08:00',
      'monday 2026-11-23T08:00',
    ]);
  });

  it('leave out what is over, and what is said twice', () => {
    expect(told('2026-11-18T17:40')).toEqual([
      'tomorrow 2026-11-19T08:00',
      'monday 2026-11-23T08:00',
    ]);
    // Tomorrow is Monday.
    expect(told('2026-11-22T20:00')).toEqual(['tomorrow 2026-11-23T08:00']);
    // Today is Monday: the next one.
    expect(told('2026-11-23T07:00')).toContain('monday 2026-11-30T08:00');
  });

  it('are in the morning on the day the clocks change', () => {
    expect(told('2026-10-24T20:00')[0]).toBe('tomorrow 2026-10-25T08:00');
    expect(told('2026-12-31T20:00')[0]).toBe('tomorrow 2027-01-01T08:00');
  });

  it('are those of the zone that was chosen', () => {
    const noon = Date.parse('2026-11-18T12:00Z');
    expect(moments(noon, 'Asia/Tokyo').map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-11-18T23:00:00.000Z',
      '2026-11-22T23:00:00.000Z',
    ]);
    expect(toFieldValue(noon, 'Asia/Tokyo')).toBe('2026-11-18T21:00');
    expect(fromFieldValue('2026-11-18T21:00', 'Asia/Tokyo')).toBe(noon);
    expect(fromFieldValue('')).toBeNull();
  });

  it('are said as the reader says dates', () => {
    const time = at('2031-11-23T08:00');
    expect(momentText(time, english)).toMatch(/^Sunday,? 23 November 2031 at 08:00$/);
    expect(momentText(time, french)).toMatch(/^dimanche 23 novembre 2031 à 08:00$/);
    const noon = new Date().setHours(12, 0, 0, 0);
    expect(momentText(noon, english)).toBe('today at 12:00');
    expect(momentText(new Date(noon + 86_400_000).setHours(9, 30), french)).toBe('demain à 09:30');
  });
});
