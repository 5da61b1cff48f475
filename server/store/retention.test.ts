import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothEngines } from './both-engines.ts';
import { type OwnData, openOwnData } from './own-data.ts';
import {
  accountsWithRules,
  deleteRule,
  listRules,
  recordRun,
  restRule,
  writeRule,
} from './retention.ts';
import { knownBefore, markFolder } from './retention-marks.ts';
import {
  addUntold,
  endTurn,
  forgetUntold,
  holdTurn,
  listUntold,
  readTurn,
  takeTurn,
  writeRemind,
} from './retention-turns.ts';

// Past 2^31, so that a column too narrow for epoch milliseconds shows.
const NOW = 1_795_000_000_000;
const DAY = 24 * 3600 * 1000;
const ANA = "ana'%_\\@test.example";
const BRUNO = 'bruno@test.example';

onBothEngines('retention', (emptyDatabase) => {
  let db: OwnData;
  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
  });
  afterAll(() => db?.destroy());

  it('keeps rules, in their order, for their owner only (S-37)', async () => {
    await writeRule(db, ANA, { id: 'b', on: true, sealed: "o'ne" }, NOW);
    await writeRule(db, ANA, { id: 'a', on: false, sealed: 'two' }, NOW + 1);
    await writeRule(db, BRUNO, { id: 'b', on: false, sealed: 'his' }, NOW);
    expect(await listRules(db, ANA)).toEqual([
      { id: 'b', on: true, sealed: "o'ne", rests: null, lastRun: null, writtenAt: NOW },
      { id: 'a', on: false, sealed: 'two', rests: null, lastRun: null, writtenAt: NOW + 1 },
    ]);
    expect(await accountsWithRules(db)).toEqual([ANA]);
    expect(await deleteRule(db, BRUNO, 'a')).toBe(false);
    expect(await deleteRule(db, ANA, 'a')).toBe(true);
    expect(await listRules(db, BRUNO)).toHaveLength(1);
  });

  it('remembers what became of a rule, until it is written anew', async () => {
    const lastRun = { at: NOW, messages: 14, bytes: 5_000_000_000, cleanUp: 'c' };
    await recordRun(db, ANA, 'b', lastRun);
    await restRule(db, ANA, 'b', 'folder-gone');
    expect(await listRules(db, ANA)).toMatchObject([{ id: 'b', rests: 'folder-gone', lastRun }]);
    await writeRule(db, ANA, { id: 'b', on: true, sealed: 'new' }, NOW + 2);
    expect(await listRules(db, ANA)).toMatchObject([
      { sealed: 'new', rests: null, lastRun, writtenAt: NOW + 2 },
    ]);
    expect(await listRules(db, BRUNO)).toMatchObject([{ sealed: 'his', lastRun: null }]);
  });

  it('gives a turn to one of many that ask at once, and once a day', async () => {
    const ask = (owner: string, now = NOW) =>
      takeTurn(db, ANA, { owner, now, until: now + 1000, ranBefore: now - DAY });
    const owners = ['1', '2', '3', '4', '5', '6'];
    const taken = await Promise.all(owners.map((owner) => ask(owner)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const owner = owners[taken.indexOf(true)]!;
    expect(await holdTurn(db, ANA, { owner: 'nobody', until: NOW + DAY })).toBe(false);
    expect(await holdTurn(db, ANA, { owner, until: NOW + 2000 })).toBe(true);
    expect(await ask('late', NOW + 1500)).toBe(false);
    // Whoever died with a turn in hand loses it.
    expect(await ask('heir', NOW + 2000)).toBe(true);
    await endTurn(db, ANA, { owner, ranAt: NOW });
    expect(await readTurn(db, ANA)).toMatchObject({ ranAt: null });
    await endTurn(db, ANA, { owner: 'heir', ranAt: NOW + 2000 });
    expect(await ask('again', NOW + 3000)).toBe(false);
    expect(await ask('tomorrow', NOW + 2000 + DAY)).toBe(true);
    await endTurn(db, ANA, { owner: 'tomorrow', ranAt: null });
    expect(await ask('tomorrow, too', NOW + 2001 + DAY)).toBe(true);
    expect(await takeTurn(db, BRUNO, { owner: 'x', now: NOW, until: NOW, ranBefore: 0 })).toBe(
      true,
    );
  });

  it('remembers what no letter has told', async () => {
    await addUntold(db, ANA, { cleanUp: 'c1', sealed: 'x', at: NOW });
    await addUntold(db, ANA, { cleanUp: 'c1', sealed: 'y', at: NOW });
    await addUntold(db, ANA, { cleanUp: 'c2', sealed: 'z', at: NOW + 1 });
    expect(await listUntold(db, ANA)).toEqual([
      { cleanUp: 'c1', sealed: 'x', at: NOW },
      { cleanUp: 'c2', sealed: 'z', at: NOW + 1 },
    ]);
    await forgetUntold(db, ANA, ['c1'], NOW + 5);
    expect(await listUntold(db, ANA)).toHaveLength(1);
    expect(await readTurn(db, ANA)).toMatchObject({ remind: true, remindedAt: NOW + 5 });
    await writeRemind(db, ANA, false);
    await writeRemind(db, 'new@test.example', false);
    expect(await readTurn(db, ANA)).toMatchObject({ remind: false, remindedAt: NOW + 5 });
    expect(await readTurn(db, 'new@test.example')).toMatchObject({ remind: false, ranAt: null });
  });

  it('knows which messages were in a folder at a moment', async () => {
    const trash = { account: ANA, folder: 'Trash', uidValidity: '7' };
    expect(await knownBefore(db, trash, NOW)).toBe(1);
    await markFolder(db, trash, { uidNext: 10, now: NOW });
    await markFolder(db, trash, { uidNext: 11, now: NOW + 1000 });
    await markFolder(db, trash, { uidNext: 20, now: NOW + DAY });
    await markFolder(db, trash, { uidNext: 30, now: NOW + 2 * DAY });
    expect(await knownBefore(db, trash, NOW - 1)).toBe(1);
    expect(await knownBefore(db, trash, NOW + DAY - 1)).toBe(10);
    expect(await knownBefore(db, trash, NOW + 2 * DAY - 1)).toBe(20);
    expect(await knownBefore(db, { ...trash, account: BRUNO }, NOW + DAY)).toBe(1);
    // Numbered anew: nothing that was known holds.
    expect(await knownBefore(db, { ...trash, uidValidity: '8' }, NOW + 3 * DAY)).toBe(1);
    await markFolder(db, { ...trash, uidValidity: '8' }, { uidNext: 5, now: NOW + 2 * DAY + 1 });
    expect(await knownBefore(db, trash, NOW + 3 * DAY)).toBe(1);
    expect(await knownBefore(db, { ...trash, uidValidity: '8' }, NOW + 3 * DAY)).toBe(5);
  });
});
