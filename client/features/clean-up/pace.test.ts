import { describe, expect, it } from 'vitest';
import { pace } from './pace.ts';

const DAY = 24 * 3600 * 1000;
const NOW = Date.UTC(2026, 0, 1);
const since = (days: number, messages: number, bytes: number) =>
  pace({ messages, bytes, oldest: NOW - days * DAY, newest: NOW }, NOW);

describe('the pace of a list', () => {
  it('is what comes a month and weighs a year', () => {
    const two = since(730.5, 48, 2_000_000);
    expect(Math.round(two.monthly)).toBe(2);
    expect(two.bytesYearly).toBe(1_000_000);
  });

  it('claims nothing of a year that was not seen', () => {
    expect(since(3, 6, 600_000)).toEqual({ monthly: 6, bytesYearly: 600_000 });
    expect(since(100, 9, 600_000).bytesYearly).toBe(600_000);
  });
});
