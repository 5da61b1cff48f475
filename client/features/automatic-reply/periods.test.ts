import { describe, expect, it } from 'vitest';
import type { Absence } from '../../../shared/automatic-reply.ts';
import { faultsOf, quickEnd, remarksOf } from './periods.ts';

const PARIS = 'Europe/Paris';
const iso = (time: number | null) => time && new Date(time).toISOString();

it('usual ends are of the reader’s calendar, over the change of the clocks', () => {
  // Friday, 23 October 2026, 18:30 in Paris; the clocks go back on Sunday.
  const friday = Date.parse('2026-10-23T16:30:00Z');
  expect(iso(quickEnd('monday', friday, PARIS))).toBe('2026-10-26T07:00:00.000Z');
  expect(iso(quickEnd('week', friday, PARIS))).toBe('2026-10-30T17:30:00.000Z');
  expect(iso(quickEnd('two-weeks', friday, 'Asia/Tokyo'))).toBe('2026-11-06T16:30:00.000Z');
  expect(quickEnd('open', friday, PARIS)).toBeNull();
  const monday = Date.parse('2026-10-26T12:00:00Z');
  expect(iso(quickEnd('monday', monday, PARIS))).toBe('2026-11-02T07:00:00.000Z');
});

describe('an absence', () => {
  const own = ['ana@test.example', 'Bureau@test.example'];
  const one: Absence = {
    id: 'a',
    start: 1_000 * 60_000,
    end: 2_000 * 60_000,
    subject: '',
    message: 'Away.',
    second: '',
    days: 7,
    except: [],
    who: 'everyone',
    told: false,
  };
  const ground = { among: [one], saved: undefined, addresses: own, contacts: 0, now: 0 };

  it('has faults that keep it from being saved', () => {
    expect(faultsOf(one, own)).toEqual([]);
    expect(faultsOf({ ...one, end: one.start }, own)).toEqual(['end-before-start']);
    expect(faultsOf({ ...one, message: ' \n' }, own)).toEqual(['message-empty']);
    const except = ['ana@test.example', 'bureau@test.example'];
    expect(faultsOf({ ...one, except }, own)).toEqual(['nobody']);
  });

  it('has remarks that may be meant so', () => {
    expect(remarksOf(one, ground)).toEqual([]);
    expect(remarksOf(one, { ...ground, now: 1_500 * 60_000 })).toEqual(['start-past']);
    expect(remarksOf(one, { ...ground, saved: one, now: 1_500 * 60_000 })).toEqual([]);
    expect(remarksOf(one, { ...ground, now: 3_000 * 60_000 })).toEqual(['over']);
    expect(remarksOf({ ...one, who: 'contacts' }, ground)).toEqual(['contacts-none']);
    expect(remarksOf({ ...one, except: ['bureau@test.example'] }, ground)).toEqual([
      { left: ['Bureau@test.example'] },
    ]);
  });

  it('that overlaps another one knows which of the two answers', () => {
    const later = { ...one, id: 'b', start: 1_500 * 60_000, end: null };
    const among = [one, later];
    expect(remarksOf(later, { ...ground, among })).toEqual(['overlap']);
    expect(remarksOf(one, { ...ground, among })).toEqual([]);
    const after = { ...later, start: one.end };
    expect(remarksOf(after, { ...ground, among: [one, after] })).toEqual([]);
  });
});
