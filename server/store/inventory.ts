import type { Mark } from '../../shared/choice.ts';
import type { UidSet } from '../../shared/values.ts';
import type { OwnData } from './own-data.ts';

/** A folder, as far as it was read. */
export interface StoredFolder {
  id: string;
  path: string;
  use: 'trash' | 'junk' | '';
  uidValidity: string;
  mailboxId: string | null;
  uidNext: number;
  modseq: string;
  version: number;
  pieces: StoredPiece[];
  marks: { kind: Mark; uids: UidSet }[];
}

export interface StoredPiece {
  place: number;
  messages: number;
  bare: number;
  bareBytes: number;
}

/** What becomes of a folder and some of its pieces, all at once. `sealed` null: the piece is gone. */
export interface FolderChange {
  folder: Omit<StoredFolder, 'pieces' | 'marks'>;
  pieces: (StoredPiece & { sealed: Uint8Array | null })[];
}

/** Everything known of the account's folders but the messages themselves, in the order of the paths. */
export async function loadFolders(db: OwnData, account: string): Promise<StoredFolder[]> {
  const folders = await db
    .selectFrom('inventory_folders')
    .selectAll()
    .where('account', '=', account)
    .execute();
  const ids = db.selectFrom('inventory_folders').select('id').where('account', '=', account);
  const pieces = await db
    .selectFrom('inventory_pieces')
    .select(['folder_id', 'place', 'messages', 'bare', 'bare_bytes'])
    .where('folder_id', 'in', ids)
    .orderBy('place')
    .execute();
  const marks = await db
    .selectFrom('inventory_marks')
    .selectAll()
    .where('folder_id', 'in', ids)
    .execute();
  const piecesOf = byFolder(pieces);
  const marksOf = byFolder(marks);
  const found = folders.map((row) => ({
    id: row.id,
    path: row.path,
    use: row.use as StoredFolder['use'],
    uidValidity: row.uid_validity,
    mailboxId: row.mailbox_id,
    uidNext: row.uid_next,
    modseq: row.modseq,
    version: row.version,
    pieces: (piecesOf.get(row.id) ?? []).map(({ place, messages, bare, bare_bytes }) => ({
      place,
      messages,
      bare,
      bareBytes: bare_bytes,
    })),
    marks: (marksOf.get(row.id) ?? []).map(({ kind, uids }) => ({
      kind: kind as Mark,
      uids: JSON.parse(uids) as UidSet,
    })),
  }));
  // Not left to the engine, whose collation may be another one.
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function byFolder<Row extends { folder_id: string }>(rows: Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const others = found.get(row.folder_id);
    if (others) others.push(row);
    else found.set(row.folder_id, [row]);
  }
  return found;
}

/** A piece's sealed messages; null when it is gone. */
export async function loadPiece(
  db: OwnData,
  folderId: string,
  place: number,
): Promise<Buffer | null> {
  const row = await db
    .selectFrom('inventory_pieces')
    .select('sealed')
    .where('folder_id', '=', folderId)
    .where('place', '=', place)
    .executeTakeFirst();
  return row?.sealed ?? null;
}

/**
 * Writes a folder and pieces of it in one transaction, and counts its version up.
 *
 * @returns false, and writes nothing, when somebody else has changed it since it was loaded.
 */
export function writeFolder(
  db: OwnData,
  account: string,
  { folder, pieces }: FolderChange,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const values = {
      path: folder.path,
      use: folder.use,
      uid_validity: folder.uidValidity,
      mailbox_id: folder.mailboxId,
      uid_next: folder.uidNext,
      modseq: folder.modseq,
      version: folder.version + 1,
    };
    if (folder.version === 0) {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('inventory_folders')
        .values({ id: folder.id, account, ...values })
        .onConflict((conflict) => conflict.columns(['account', 'path']).doNothing())
        .executeTakeFirst();
      if (!numInsertedOrUpdatedRows) return false;
    } else {
      const { numUpdatedRows } = await transaction
        .updateTable('inventory_folders')
        .set(values)
        .where('id', '=', folder.id)
        .where('account', '=', account)
        .where('version', '=', folder.version)
        .executeTakeFirst();
      if (!numUpdatedRows) return false;
    }
    for (const piece of pieces) await writePiece(transaction, folder.id, piece);
    return true;
  });
}

async function writePiece(db: OwnData, folderId: string, piece: FolderChange['pieces'][number]) {
  const { place, messages, bare, bareBytes, sealed } = piece;
  if (!sealed) {
    await db
      .deleteFrom('inventory_pieces')
      .where('folder_id', '=', folderId)
      .where('place', '=', place)
      .execute();
    return;
  }
  const values = { messages, bare, bare_bytes: bareBytes, sealed: Buffer.from(sealed) };
  await db
    .insertInto('inventory_pieces')
    .values({ folder_id: folderId, place, ...values })
    .onConflict((conflict) => conflict.columns(['folder_id', 'place']).doUpdateSet(values))
    .execute();
}

/** Forgets folders, with all that was known of their messages. */
export async function dropFolders(db: OwnData, account: string, ids: string[]): Promise<void> {
  if (!ids.length) return;
  await db
    .deleteFrom('inventory_folders')
    .where('account', '=', account)
    .where('id', 'in', ids)
    .execute();
}

/** Replaces the marks of a kind in folders of these paths; those that were made anew meanwhile are left out. */
export function writeMarks(
  db: OwnData,
  account: string,
  kind: Mark,
  marks: { folder: string; uidValidity: string; uids: UidSet }[],
): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    for (const { folder, uidValidity, uids } of marks) {
      const found = await transaction
        .updateTable('inventory_folders')
        .set((row) => ({ version: row('version', '+', 1) }))
        .where('account', '=', account)
        .where('path', '=', folder)
        .where('uid_validity', '=', uidValidity)
        .returning('id')
        .executeTakeFirst();
      if (!found) continue;
      await transaction
        .deleteFrom('inventory_marks')
        .where('folder_id', '=', found.id)
        .where('kind', '=', kind)
        .execute();
      if (!uids.length) continue;
      const values = { folder_id: found.id, kind, uids: JSON.stringify(uids) };
      await transaction.insertInto('inventory_marks').values(values).execute();
    }
  });
}
