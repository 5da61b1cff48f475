import { type Selectable, sql } from 'kysely';
import { blobLength, deleteBlob } from './blobs.ts';
import type { OwnData, OwnTables } from './own-data.ts';

/** A file that a browser sends for a letter. Its bytes are a blob. Times are epoch milliseconds. */
export interface UploadEntry {
  account: string;
  /** Unique within the account alone: a foreign id names nothing. */
  id: string;
  name: string;
  type: string;
  /** Bytes that it will have. */
  size: number;
  modified: number;
  createdAt: number;
  usedAt: number;
}

/** Puts an upload down; false when the account already has one with that id. */
export async function insertUpload(db: OwnData, entry: UploadEntry): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('uploads')
    .values(toRow(entry))
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function findUpload(
  db: OwnData,
  account: string,
  id: string,
): Promise<UploadEntry | undefined> {
  const row = await db
    .selectFrom('uploads')
    .selectAll()
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Says that it is still wanted. */
export async function touchUpload(
  db: OwnData,
  account: string,
  id: string,
  now: number,
): Promise<void> {
  await db
    .updateTable('uploads')
    .set({ used_at: now })
    .where('account', '=', account)
    .where('id', '=', id)
    .execute();
}

/** How many uploads an account has, and how many bytes they have or will have. */
export async function countUploads(
  db: OwnData,
  account: string,
): Promise<{ count: number; bytes: number }> {
  const { count, bytes } = await db
    .selectFrom('uploads')
    .select(({ fn }) => [fn.countAll().as('count'), fn.sum('size').as('bytes')])
    .where('account', '=', account)
    .executeTakeFirstOrThrow();
  return { count: Number(count), bytes: Number(bytes ?? 0) };
}

/** Lets an upload go with its bytes; false when there was none. */
export async function deleteUpload(db: OwnData, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('uploads')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  await deleteBlob(db, uploadBlob(account, id));
  return numDeletedRows === 1n;
}

/** Uploads that nobody has used since, and that no letter of the outbox would need when it is taken back. */
export async function listUnused(
  db: OwnData,
  since: number,
): Promise<Pick<UploadEntry, 'account' | 'id'>[]> {
  return db
    .selectFrom('uploads')
    .select(['account', 'id'])
    .where('used_at', '<', since)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox')
            .select('outbox.id')
            .whereRef('outbox.account', '=', 'uploads.account')
            .where('outbox.letter', 'like', sql<string>`'%' || uploads.id || '%'`),
        ),
      ),
    )
    .limit(1000)
    .execute();
}

/** The name of its bytes. The id stands last and has one length: no two accounts share a name. */
export const uploadBlob = (account: string, id: string) => `upload ${account} ${id}`;

export const receivedBytes = (db: OwnData, { account, id }: Pick<UploadEntry, 'account' | 'id'>) =>
  blobLength(db, uploadBlob(account, id));

type Row = Selectable<OwnTables['uploads']>;

const toRow = ({ createdAt, usedAt, ...entry }: UploadEntry): Row => ({
  ...entry,
  created_at: createdAt,
  used_at: usedAt,
});

const fromRow = ({ created_at, used_at, ...row }: Row): UploadEntry => ({
  ...row,
  createdAt: created_at,
  usedAt: used_at,
});
