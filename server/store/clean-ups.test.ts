import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBasket, keepBasket } from './baskets.ts';
import { onBothEngines } from './both-engines.ts';
import {
  dropPlanned,
  insertPieces,
  keepPiece,
  nextPiece,
  type Piece,
  piecesOf,
} from './clean-up-pieces.ts';
import {
  type CleanUpEntry,
  findCleanUp,
  firstInLine,
  insertCleanUp,
  listCleanUps,
  sweepCleanUps,
  updateCleanUp,
} from './clean-ups.ts';
import { type OwnData, openOwnData } from './own-data.ts';

// Past 2^31, so that a column too narrow for milliseconds or bytes shows.
const NOW = 1_795_000_000_000;

const entryOf = (account: string, id: string, parts: Partial<CleanUpEntry> = {}): CleanUpEntry => ({
  ...{ account, id, state: 'running', action: 'trash', words: 'c2VhbGVk', language: 'fr' },
  ...{ spares: ['starred'], messages: 3, bytes: NOW, oldest: NOW - 9, newest: null, done: 0 },
  ...{ doneBytes: 0, freed: 0, missed: 0, trouble: null, wish: null, queuedAt: NOW, dueAt: NOW },
  ...{ owner: null, tries: 0, sealed: 'x', startedAt: NOW, endedAt: null, backUntil: null },
  ...{ inTrash: null, updatedAt: NOW },
  ...parts,
});

const pieceOf = (place: number, parts: Partial<Piece> = {}): Piece => ({
  ...{ place, act: 'trash', state: 'planned', folder: 'INBOX', uidValidity: '4294967295' },
  ...{ uidNext: null, to: null, toValidity: null, toUidNext: null },
  items: [
    { uid: 4_294_967_295, size: NOW, received: NOW, id: null, fate: 'open', at: null, light: null },
    { uid: 2, size: 1, received: 1, id: 'ab', fate: 'done', at: 7, light: 8 },
  ],
  ...parts,
});

onBothEngines('clean-ups', (emptyDatabase) => {
  let db: OwnData;
  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
  });
  afterAll(() => db?.destroy());

  it('are kept as they were given, each for its account (S-37)', async () => {
    const inTrash = [{ folder: 'Trash', uidValidity: '1', uids: [[1, 5] as [number, number], 9] }];
    const entry = entryOf('ana', '1', { inTrash, backUntil: NOW + 5, newest: NOW, wish: 'back' });
    await insertCleanUp(db, entry);
    expect(await findCleanUp(db, 'ana', '1')).toEqual(entry);
    expect(await findCleanUp(db, 'bob', '1')).toBeUndefined();
    expect(await listCleanUps(db, 'bob')).toEqual([]);
    expect(await updateCleanUp(db, { account: 'bob', id: '1' }, { done: 1 })).toBe(false);
  });

  it('are claimed by exactly one of those who race', async () => {
    await insertCleanUp(db, entryOf('race', '1'));
    const still = { state: 'running', owner: null, dueAt: NOW } as const;
    const won = await Promise.all(
      ['a', 'b', 'c'].map((owner) =>
        updateCleanUp(db, { account: 'race', id: '1' }, { owner, dueAt: NOW + 9 }, still),
      ),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('stand in a line: only the first of an account may be claimed', async () => {
    await insertCleanUp(db, entryOf('line', 'over', { state: 'done', queuedAt: NOW - 9 }));
    await insertCleanUp(db, entryOf('line', 'second', { queuedAt: NOW + 1 }));
    await insertCleanUp(db, entryOf('line', 'first', { state: 'waiting', dueAt: null }));
    expect((await firstInLine(db, 'line')).map(({ id }) => id)).toEqual(['first']);
    await updateCleanUp(db, { account: 'line', id: 'first' }, { state: 'stopped' });
    expect((await firstInLine(db, 'line')).map(({ id }) => id)).toEqual(['second']);
    const heads = (await firstInLine(db)).map(({ account, id }) => `${account} ${id}`);
    expect(heads).toContain('line second');
    expect(heads.filter((one) => one.startsWith('line'))).toHaveLength(1);
  });

  it('have a ledger that is read in its order', async () => {
    const key = { account: 'ledger', id: '1' };
    const pieces = Array.from({ length: 45 }, (_, place) => pieceOf(place));
    await insertPieces(db, key, pieces);
    await insertPieces(db, { account: 'other', id: '1' }, [pieceOf(0)]);
    expect(await nextPiece(db, key)).toEqual(pieceOf(0));
    const begun = pieceOf(0, { state: 'begun', to: 'Trash', toValidity: '1', toUidNext: 2 ** 32 });
    await keepPiece(db, key, begun);
    expect(await nextPiece(db, key)).toEqual(begun);
    await keepPiece(db, key, { ...begun, state: 'done' });
    expect((await nextPiece(db, key))?.place).toBe(1);
    await dropPlanned(db, key);
    const left: number[] = [];
    for await (const { place } of piecesOf(db, key)) left.push(place);
    expect(left).toEqual([0]);
    expect(await nextPiece(db, key)).toBeUndefined();
    expect((await nextPiece(db, { account: 'other', id: '1' }))?.place).toBe(0);
  });

  it('are forgotten some time after they ended, with their ledgers', async () => {
    const old = { state: 'done', endedAt: NOW - 10 } as const;
    await insertCleanUp(db, entryOf('sweep', 'old', old));
    await insertCleanUp(db, entryOf('sweep', 'new', { ...old, endedAt: NOW + 10 }));
    await insertCleanUp(db, entryOf('sweep', 'open', { endedAt: NOW - 10 }));
    await insertPieces(db, { account: 'sweep', id: 'old' }, [pieceOf(0)]);
    await sweepCleanUps(db, NOW);
    expect((await listCleanUps(db, 'sweep')).map(({ id }) => id).sort()).toEqual(['new', 'open']);
    expect(await nextPiece(db, { account: 'sweep', id: 'old' })).toBeUndefined();
  });

  it.each(["'", "' or 1=1 --", '\\', '%', '?', '$1', 'ñ💌'])(
    'S-33: %s in every text column comes back as it was',
    async (text) => {
      await keepBasket(db, text, 'before');
      await keepBasket(db, text, text);
      expect(await findBasket(db, text)).toBe(text);
      const entry = entryOf(text, text, { words: text, trouble: text, owner: text, sealed: text });
      await insertCleanUp(db, entry);
      expect(await findCleanUp(db, text, text)).toEqual(entry);
      const piece = pieceOf(0, { folder: text, to: text, uidValidity: text, toValidity: text });
      await insertPieces(db, { account: text, id: text }, [piece]);
      expect(await nextPiece(db, { account: text, id: text })).toEqual(piece);
    },
  );
});
