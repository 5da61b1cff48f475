import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothEngines } from './both-engines.ts';
import {
  dropFolders,
  type FolderChange,
  loadFolders,
  loadPiece,
  writeFolder,
  writeMarks,
} from './inventory.ts';
import { forgetUnused, keepScan, loadScan } from './inventory-states.ts';
import { type OwnData, openOwnData } from './own-data.ts';

const ANA = 'ana@test.example';
const folder = (id: string, path: string, version = 0): FolderChange['folder'] => ({
  id,
  path,
  use: '',
  uidValidity: '7',
  mailboxId: null,
  uidNext: 4_294_967_295,
  modseq: '9223372036854775807',
  version,
});
const piece = (place: number, text: string | null) => ({
  place,
  messages: 2,
  bare: 1,
  bareBytes: 5_000_000_000,
  sealed: text === null ? null : Buffer.from(text),
});

onBothEngines('the inventory', (emptyDatabase) => {
  let db: OwnData;
  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
  });
  afterAll(() => db.destroy());

  it('keeps folders with their pieces, in order', async () => {
    const pieces = [piece(2001, 'b'), piece(1, 'a')];
    expect(await writeFolder(db, ANA, { folder: folder('f2', 'b'), pieces: [] })).toBe(true);
    expect(await writeFolder(db, ANA, { folder: folder('f1', 'INBOX'), pieces })).toBe(true);
    const [inbox, other] = await loadFolders(db, ANA);
    const { sealed: _sealed, ...weight } = piece(1, null);
    expect(inbox).toEqual({
      ...folder('f1', 'INBOX', 1),
      pieces: [weight, { ...weight, place: 2001 }],
      marks: [],
    });
    expect(other?.path).toBe('b');
    expect((await loadPiece(db, 'f1', 2001))?.toString()).toBe('b');
    expect(await loadFolders(db, 'ben@test.example')).toEqual([]);
  });

  it('takes no change of what is old, nor of another account, and no part of it', async () => {
    const late = { folder: folder('f1', 'INBOX', 0), pieces: [piece(1, 'late')] };
    expect(await writeFolder(db, ANA, late)).toBe(false);
    const stranger = { folder: folder('f1', 'INBOX', 1), pieces: [piece(1, 'stranger')] };
    expect(await writeFolder(db, 'ben@test.example', stranger)).toBe(false);
    expect((await loadPiece(db, 'f1', 1))?.toString()).toBe('a');
  });

  it('replaces and removes pieces', async () => {
    const pieces = [piece(1, 'A'), piece(2001, null)];
    expect(await writeFolder(db, ANA, { folder: folder('f1', 'INBOX', 1), pieces })).toBe(true);
    expect((await loadPiece(db, 'f1', 1))?.toString()).toBe('A');
    expect(await loadPiece(db, 'f1', 2001)).toBeNull();
  });

  it('replaces the marks of one kind, of the folder as it is', async () => {
    const marks = (uidValidity: string, uids: number[]) => [{ folder: 'INBOX', uidValidity, uids }];
    await writeMarks(db, ANA, 'duplicate', marks('7', [1, 2]));
    await writeMarks(db, ANA, 'quoted', marks('7', [3]));
    await writeMarks(db, ANA, 'duplicate', marks('7', [4]));
    await writeMarks(db, ANA, 'quoted', marks('6', [9]));
    const [inbox] = await loadFolders(db, ANA);
    expect(inbox?.marks.sort((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: 'duplicate', uids: [4] },
      { kind: 'quoted', uids: [3] },
    ]);
    // Whoever has it in hand looks again.
    expect(inbox?.version).toBe(5);
  });

  it('forgets folders with all that is of them', async () => {
    await dropFolders(db, ANA, ['f1']);
    expect((await loadFolders(db, ANA)).map(({ id }) => id)).toEqual(['f2']);
    expect(await loadPiece(db, 'f1', 1)).toBeNull();
  });

  it('forgets what nobody has used for long', async () => {
    const scan = { state: 'done' as const, done: 3, total: 3, at: 5 };
    await keepScan(db, ANA, scan);
    expect(await loadScan(db, ANA)).toEqual(scan);
    expect(await forgetUnused(db, Date.now() - 1000)).toEqual([]);
    expect(await forgetUnused(db, Date.now() + 1000)).toEqual([ANA]);
    expect(await loadScan(db, ANA)).toBeNull();
    expect(await loadFolders(db, ANA)).toEqual([]);
  });
});
