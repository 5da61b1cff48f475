import type { Insertable, Selectable } from 'kysely';
import type { CleanUpKey } from './clean-ups.ts';
import type { OwnData, OwnTables } from './own-data.ts';

/**
 * What is done in one step: messages of one folder go to Trash, go for good or are made lighter; or, on the
 * way back, leave Trash for their own folder, and where they had been lightened, take the lighter one's place.
 */
export type PieceAct = 'trash' | 'expunge' | 'lighten' | 'back' | 'swap';

/** A message of a piece. What names it among all is size, date and Message-ID, whatever its UID. */
export interface PieceItem {
  uid: number;
  /** Bytes. */
  size: number;
  /** INTERNALDATE in epoch milliseconds: whole seconds. */
  received: number;
  /** Digest of the Message-ID; null = it has none, or nobody looked yet. */
  id: string | null;
  /** `open` until it is known what became of it. */
  fate: 'open' | 'done' | 'missed';
  /** Its UID where the piece has taken it. */
  at: number | null;
  /** Of a message that was lightened, or is to be exchanged: the lighter one's UID. */
  light: number | null;
}

/** A line of the ledger: written before the step is taken (`begun`), and after (`done`). */
export interface Piece {
  place: number;
  act: PieceAct;
  state: 'planned' | 'begun' | 'done';
  folder: string;
  uidValidity: string;
  /** UIDNEXT there before the step, when it lays something down there: the lighter messages. */
  uidNext: number | null;
  /** Where the messages go; null until it begins, or when they go nowhere. */
  to: string | null;
  toValidity: string | null;
  /** UIDNEXT there before the step: what the step brought has this or more. */
  toUidNext: number | null;
  items: PieceItem[];
}

const PIECES_AT_ONCE = 20;

export async function insertPieces(db: OwnData, key: CleanUpKey, pieces: Piece[]): Promise<void> {
  for (let i = 0; i < pieces.length; i += PIECES_AT_ONCE) {
    const rows = pieces.slice(i, i + PIECES_AT_ONCE).map((piece) => ({
      account: key.account,
      clean_up: key.id,
      place: piece.place,
      ...toRow(piece),
    }));
    await db.insertInto('clean_up_pieces').values(rows).execute();
  }
}

/** Writes the piece anew. */
export async function keepPiece(db: OwnData, key: CleanUpKey, piece: Piece): Promise<void> {
  await db
    .updateTable('clean_up_pieces')
    .set(toRow(piece))
    .where('account', '=', key.account)
    .where('clean_up', '=', key.id)
    .where('place', '=', piece.place)
    .execute();
}

/** The first piece that is not done, or none. */
export async function nextPiece(db: OwnData, key: CleanUpKey): Promise<Piece | undefined> {
  const row = await select(db, key)
    .where('state', '!=', 'done')
    .orderBy('place')
    .limit(1)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Forgets what was planned on the way out and not begun: the way back needs none of it. */
export async function dropPlanned(db: OwnData, { account, id }: CleanUpKey): Promise<void> {
  await db
    .deleteFrom('clean_up_pieces')
    .where('account', '=', account)
    .where('clean_up', '=', id)
    .where('state', '=', 'planned')
    .where('act', 'in', ['trash', 'expunge', 'lighten'])
    .execute();
}

/** All pieces in their order, one at a time in memory. */
export async function* piecesOf(db: OwnData, key: CleanUpKey): AsyncGenerator<Piece> {
  for (let last = -1; ; ) {
    const rows = await select(db, key)
      .where('place', '>', last)
      .orderBy('place')
      .limit(PIECES_AT_ONCE)
      .execute();
    for (const row of rows) yield fromRow(row);
    if (rows.length < PIECES_AT_ONCE) return;
    last = rows.at(-1)!.place;
  }
}

const select = (db: OwnData, { account, id }: CleanUpKey) =>
  db
    .selectFrom('clean_up_pieces')
    .selectAll()
    .where('account', '=', account)
    .where('clean_up', '=', id);

type Table = OwnTables['clean_up_pieces'];
type Written = Omit<Insertable<Table>, 'account' | 'clean_up' | 'place'>;

function toRow(piece: Piece): Written {
  return {
    act: piece.act,
    state: piece.state,
    folder: piece.folder,
    uid_validity: piece.uidValidity,
    uid_next: piece.uidNext,
    to_folder: piece.to,
    to_validity: piece.toValidity,
    to_uid_next: piece.toUidNext,
    items: JSON.stringify(
      piece.items.map((one) => [
        one.uid,
        one.size,
        one.received,
        one.id,
        FATES.indexOf(one.fate),
        one.at,
        one.light,
      ]),
    ),
  };
}

const FATES = ['open', 'done', 'missed'] as const;
type Short = [number, number, number, string | null, 0 | 1 | 2, number | null, number | null];

function fromRow(row: Selectable<Table>): Piece {
  return {
    place: row.place,
    act: row.act as PieceAct,
    state: row.state as Piece['state'],
    folder: row.folder,
    uidValidity: row.uid_validity,
    uidNext: row.uid_next,
    to: row.to_folder,
    toValidity: row.to_validity,
    toUidNext: row.to_uid_next,
    items: (JSON.parse(row.items) as Short[]).map(([uid, size, received, id, fate, at, light]) => ({
      uid,
      size,
      received,
      id,
      fate: FATES[fate],
      at,
      light,
    })),
  };
}
