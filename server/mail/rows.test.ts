import { describe, expect, it } from 'vitest';
import { firstWords, oneLine, toAddresses } from './rows.ts';

describe('words of a header field', () => {
  it('stand on one line, in the order of their letters (S-49)', () => {
    expect(oneLine('Invoice \u202egpj.exe\u202c\r\n now')).toBe('Invoice gpj.exe  now');
    expect(oneLine('\u202dsafe\u202c')).toBe('safe');
  });

  it('keep the marks that Arabic and Hebrew are written with', () => {
    expect(oneLine('שלום\u200f (1)')).toBe('שלום\u200f (1)');
  });
});

it('names keep what turns them around, so that the page can say so (S-49)', () => {
  const [who] = toAddresses([{ name: 'Bank\u202e\r\nKknaB', address: 'x@evil.example' }]);
  expect(who).toEqual({ name: 'Bank\u202e KknaB', address: 'x@evil.example' });
});

describe('first words', () => {
  it('are those of people, not of calendars and cards', () => {
    expect(firstWords('BEGIN:VCALENDAR\r\nVERSION:2.0')).toBe('');
    expect(firstWords(' begin:vcard version:4.0')).toBe('');
    expect(firstWords('BEGIN: the choir meets')).toBe('BEGIN: the choir meets');
  });
});
