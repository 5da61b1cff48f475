import type { OwnData } from './own-data.ts';

/** A download of mail, as it is kept: what it is about is sealed by the caller. Times are epoch milliseconds. */
export interface ExportRow {
  account: string;
  id: string;
  sealed: string;
  createdAt: number;
  updatedAt: number;
}

/** A piece of one of its files: lengths are bytes of the file. */
export interface PieceRow {
  part: number;
  place: number;
  messages: number;
  length: number;
  directory: number;
  sealed: string;
}

/** Puts it down, or writes it anew. */
export async function writeExport(db: OwnData, row: ExportRow): Promise<void> {
  const { account, id, sealed, createdAt: created_at, updatedAt: updated_at } = row;
  await db
    .insertInto('exports')
    .values({ account, id, sealed, created_at, updated_at })
    .onConflict((conflict) =>
      conflict.columns(['account', 'id']).doUpdateSet({ sealed, updated_at }),
    )
    .execute();
}

/** The account's exports, the newest first. */
export async function readExports(db: OwnData, account: string): Promise<ExportRow[]> {
  const rows = await db
    .selectFrom('exports')
    .selectAll()
    .where('account', '=', account)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ created_at, updated_at, ...row }) => ({
    ...row,
    createdAt: created_at,
    updatedAt: updated_at,
  }));
}

/** Forgets one with its pieces. */
export async function deleteExport(db: OwnData, account: string, id: string): Promise<void> {
  await deletePieces(db, account, id);
  await db.deleteFrom('exports').where('account', '=', account).where('id', '=', id).execute();
}

export async function deletePieces(db: OwnData, account: string, id: string): Promise<void> {
  await db
    .deleteFrom('export_pieces')
    .where('account', '=', account)
    .where('export', '=', id)
    .execute();
}

/** Puts a piece down, or writes it anew. */
export async function writePiece(
  db: OwnData,
  account: string,
  id: string,
  piece: PieceRow,
): Promise<void> {
  const { part, place, ...rest } = piece;
  await db
    .insertInto('export_pieces')
    .values({ account, export: id, ...piece })
    .onConflict((conflict) =>
      conflict.columns(['account', 'export', 'part', 'place']).doUpdateSet(rest),
    )
    .execute();
}

/** Where the pieces of a file lie in it, without what they hold. */
export async function listPieces(
  db: OwnData,
  account: string,
  id: string,
  part: number,
): Promise<Omit<PieceRow, 'sealed'>[]> {
  return db
    .selectFrom('export_pieces')
    .select(['part', 'place', 'messages', 'length', 'directory'])
    .where('account', '=', account)
    .where('export', '=', id)
    .where('part', '=', part)
    .orderBy('place')
    .execute();
}

/** What one of them holds, sealed. */
export async function readPiece(
  db: OwnData,
  account: string,
  id: string,
  { part, place }: Pick<PieceRow, 'part' | 'place'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('export_pieces')
    .select('sealed')
    .where('account', '=', account)
    .where('export', '=', id)
    .where('part', '=', part)
    .where('place', '=', place)
    .executeTakeFirst();
  return row?.sealed;
}
