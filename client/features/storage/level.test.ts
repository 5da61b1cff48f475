import { describe, expect, it } from 'vitest';
import { MAPS } from '../../../shared/storage-map.ts';
import { choiceOf } from './choice-of.ts';
import { levelOf, shareOf } from './level.ts';

describe('how full a mailbox is', () => {
  it('changes its word at 80, 90, 95 and 100 %', () => {
    expect([0, 0.799, 0.8, 0.9, 0.95, 0.999, 1, 1.3].map(levelOf)).toEqual([
      'calm',
      'calm',
      'filling',
      'tight',
      'last',
      'last',
      'full',
      'full',
    ]);
  });

  it('is told by what is nearest to its limit, and is nothing without one', () => {
    expect(shareOf({ used: 50, limit: 100, messages: null })).toBe(0.5);
    expect(shareOf({ used: 50, limit: 100, messages: { used: 9, limit: 10 } })).toBe(0.9);
    expect(shareOf({ used: 50, limit: null, messages: { used: 1, limit: 10 } })).toBe(0.1);
    expect(shareOf({ used: 50, limit: null, messages: null })).toBe(0);
    expect(shareOf(undefined)).toBe(0);
    // What an earlier version kept on the device knows less.
    expect(shareOf({ used: 50, limit: 100 })).toBe(0.5);
  });
});

describe('a bar', () => {
  it('of each map opens the messages behind it', () => {
    const keys = { folder: 'Été', year: '2026', type: 'pdf', size: 'huge' } as Record<
      string,
      string
    >;
    expect(MAPS.map((by) => choiceOf(by, keys[by] ?? 'a@b.example'))).toEqual([
      { folders: ['Été'] },
      { sender: 'a@b.example' },
      { domain: 'a@b.example' },
      { year: 2026 },
      { type: 'pdf' },
      { sizeClass: 'huge' },
      { list: 'a@b.example' },
    ]);
  });
});
