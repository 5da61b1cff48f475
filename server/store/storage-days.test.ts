import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothEngines } from './both-engines.ts';
import { type OwnData, openOwnData } from './own-data.ts';
import { keepStorageDay, readStorageDays, usedLastMonth } from './storage-days.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const DAY = 86_400_000;

onBothEngines('days of storage', (emptyDatabase) => {
  let db: OwnData;
  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
  });
  afterAll(() => db.destroy());

  it('keep the last figure of each day, oldest first, for their account alone (S-37)', async () => {
    await keepStorageDay(db, 'ana', 5_000_000_000, NOW);
    await keepStorageDay(db, 'ana', 4_000_000_000, NOW + 1000);
    await keepStorageDay(db, 'ana', 1, NOW - DAY);
    await keepStorageDay(db, 'bob', 7, NOW);
    expect(await readStorageDays(db, 'ana')).toEqual([
      { day: '2026-06-14', used: 1 },
      { day: '2026-06-15', used: 4_000_000_000 },
    ]);
    expect(await readStorageDays(db, 'bob')).toHaveLength(1);
  });

  it('go after a year and a month', async () => {
    await keepStorageDay(db, 'old', 1, NOW);
    await keepStorageDay(db, 'old', 2, NOW + 401 * DAY);
    expect((await readStorageDays(db, 'old')).map(({ used }) => used)).toEqual([2]);
  });

  it('tell what was used a month ago, from a look that is near enough', async () => {
    await keepStorageDay(db, 'eve', 1, NOW);
    expect(await usedLastMonth(db, 'eve', NOW + 27 * DAY)).toBeNull();
    expect(await usedLastMonth(db, 'eve', NOW + 28 * DAY)).toBe(1);
    expect(await usedLastMonth(db, 'eve', NOW + 62 * DAY)).toBe(1);
    expect(await usedLastMonth(db, 'eve', NOW + 63 * DAY)).toBeNull();
  });
});
