import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/search.ts';
import { chosenHits } from './chosen.ts';
import { toNumber, toPlace } from './place.ts';
import { hear, noResults, totalOf, withoutHits } from './results.ts';

const hit = (folder: string, uid: number, received: number) =>
  ({ folder, uid, received, flags: [] as string[] }) as Hit;
const found = (folder: string, count: number, rows: Hit[], answered = 1) =>
  ({
    type: 'found',
    ...{ folder, count, rows, answered },
    ...{ uidValidity: '7', modseq: '1', uidNext: 9 },
  }) as const;
const begun = hear(noResults, { type: 'begun', id: 'x', folders: ['INBOX', 'A'] });

describe('results', () => {
  it('grow folder by folder, newest first, each hit once', () => {
    let results = hear(begun, found('INBOX', 1, [hit('INBOX', 1, 10)], 0));
    results = hear(results, found('A', 3, [hit('A', 4, 30), hit('A', 5, 5)]));
    results = hear(results, found('INBOX', 2, [hit('INBOX', 1, 10), hit('INBOX', 2, 20)], 2));
    expect(totalOf(results)).toBe(5);
    expect(results.first.map(({ received }) => received)).toEqual([30, 20, 10, 5]);
    expect(hear(results, { type: 'done' }).phase).toBe('done');
  });

  it('name the folders that could not be searched', () => {
    const results = hear(begun, { ...found('A', 0, []), uidValidity: '' });
    expect(results.skipped).toEqual(['A']);
  });

  it('lose what leaves', () => {
    const results = hear(begun, found('A', 80, [hit('A', 4, 30), hit('A', 5, 5)]));
    const left = withoutHits(results, 'A', [[3, 4]]);
    expect(left.first.map(({ uid }) => uid)).toEqual([5]);
    expect(totalOf(left)).toBe(79);
    expect(withoutHits(results, 'INBOX', [4]).first).toHaveLength(2);
  });
});

describe('rows of several folders', () => {
  it('have a number each, from which folder and UID come back', () => {
    const folders = ['INBOX', 'A', 'B'];
    for (const place of [
      { folder: 'INBOX', uid: 1 },
      { folder: 'A', uid: 1 },
      { folder: 'B', uid: 4_294_967_295 },
    ])
      expect(toPlace(folders, toNumber(folders, place))).toEqual(place);
    expect(toPlace(folders, -1)).toBeNull();
  });

  it('that are chosen are gathered by folder', () => {
    const results = { ...begun, uidValidity: { INBOX: '7', A: '8' } };
    const { folders } = results;
    const numbers = [
      toNumber(folders, { folder: 'A', uid: 3 }),
      toNumber(folders, { folder: 'INBOX', uid: 9 }),
      toNumber(folders, { folder: 'A', uid: 4 }),
    ];
    expect(chosenHits(results, numbers)).toEqual([
      { folder: 'INBOX', uids: [9], count: 1, uidValidity: '7' },
      { folder: 'A', uids: [[3, 4]], count: 2, uidValidity: '8' },
    ]);
  });
});
