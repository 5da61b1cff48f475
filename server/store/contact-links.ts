import type { Kysely, Selectable } from 'kysely';
import { inBatches } from './contacts.ts';
import type { ContactBookTable } from './contacts-tables.ts';
import type { OwnData, OwnTables } from './own-data.ts';

type Db = OwnData | Kysely<OwnTables>;

/** Somebody of ours and the same card elsewhere. */
export interface Link {
  id: string;
  uid: string;
  href: string | null;
  etag: string | null;
  updatedAt: number;
  /** Changed here since both were the same, or never there. */
  isDirty: boolean;
}

export type StoredBook = Selectable<ContactBookTable>;

export async function findBook(db: Db, account: string): Promise<StoredBook | null> {
  const row = await db
    .selectFrom('contact_books')
    .selectAll()
    .where('account', '=', account)
    .executeTakeFirst();
  return row ?? null;
}

export async function keepBook(db: Db, book: StoredBook) {
  const { account, ...rest } = book;
  await db
    .insertInto('contact_books')
    .values(book)
    .onConflict((conflict) => conflict.column('account').doUpdateSet(rest))
    .execute();
}

/** Everybody who belongs into an address book elsewhere; who was only collected does not. */
export async function listLinks(db: Db, account: string): Promise<Link[]> {
  const rows = await db
    .selectFrom('contacts')
    .select(['id', 'uid', 'href', 'etag', 'updated_at', 'synced_at'])
    .where('account', '=', account)
    .where('collected', '=', 0)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    uid: row.uid,
    href: row.href,
    etag: row.etag,
    updatedAt: row.updated_at,
    isDirty: row.href === null || row.updated_at !== row.synced_at,
  }));
}

/** @param syncedAt the `updated_at` that is the same there. */
export async function setLink(
  db: Db,
  account: string,
  id: string,
  link: { href: string; etag: string | null; syncedAt: number } | null,
) {
  await db
    .updateTable('contacts')
    .set({
      href: link?.href ?? null,
      etag: link?.etag ?? null,
      synced_at: link?.syncedAt ?? null,
    })
    .where('account', '=', account)
    .where('id', '=', id)
    .execute();
}

/** Another address book: nobody of ours is known to be in it. */
export async function forgetLinks(db: Db, account: string) {
  await db
    .updateTable('contacts')
    .set({ href: null, etag: null, synced_at: null })
    .where('account', '=', account)
    .execute();
  await db.deleteFrom('contact_tombstones').where('account', '=', account).execute();
}

/** Deleted elsewhere: nothing is to be deleted there any more. */
export async function dropLinked(db: Db, account: string, ids: string[]) {
  for (const some of inBatches(ids))
    await db
      .deleteFrom('contacts')
      .where('account', '=', account)
      .where('id', 'in', some)
      .execute();
}

export async function listTombstones(db: Db, account: string) {
  return db
    .selectFrom('contact_tombstones')
    .select(['href', 'etag'])
    .where('account', '=', account)
    .execute();
}

export async function dropTombstone(db: Db, account: string, href: string) {
  await db
    .deleteFrom('contact_tombstones')
    .where('account', '=', account)
    .where('href', '=', href)
    .execute();
}
