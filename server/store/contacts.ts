import type { Contact } from '../../shared/contacts.ts';
import type { OwnData } from './own-data.ts';

/** More people than any address book of one person; a program that adds without end stops here. */
const MAX_CONTACTS = 20_000;

/** Everybody the account keeps, by name. */
export async function listContacts(db: OwnData, account: string): Promise<Contact[]> {
  const rows = await db
    .selectFrom('contacts')
    .selectAll()
    .where('account', '=', account)
    .orderBy('name')
    .orderBy('id')
    .limit(MAX_CONTACTS)
    .execute();
  return rows.map((row) => ({
    ...JSON.parse(row.json),
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));
}

/** Keeps somebody; false when the address book is full. */
export async function insertContact(
  db: OwnData,
  account: string,
  { id, name, createdAt, updatedAt, ...rest }: Contact,
): Promise<boolean> {
  const { count } = await db
    .selectFrom('contacts')
    .select((each) => each.fn.countAll<number | string>().as('count'))
    .where('account', '=', account)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MAX_CONTACTS) return false;
  await db
    .insertInto('contacts')
    .values({
      account,
      id,
      name,
      json: JSON.stringify(rest),
      created_at: createdAt,
      updated_at: updatedAt,
    })
    .execute();
  return true;
}

/** False when the account has nobody with that id. */
export async function deleteContact(db: OwnData, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('contacts')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
