import { keyOf } from '../../shared/address.ts';
import type { OwnData } from './own-data.ts';

/** Somebody known from letters; `lastAt` in epoch milliseconds. */
export interface KnownPerson {
  name: string;
  address: string;
  /** How many letters went to them, and how many came from them. */
  written: number;
  heard: number;
  lastAt: number;
}

/** Up to where a folder was read for people (RFC 9051 section 2.3.1.1). */
export interface ReadMark {
  uidValidity: string;
  uidNext: number;
}

const MOST_PEOPLE = 5000;

/** Everybody known from letters, the latest first. */
export async function listPeople(db: OwnData, account: string): Promise<KnownPerson[]> {
  const rows = await db
    .selectFrom('people')
    .selectAll()
    .where('account', '=', account)
    .orderBy('last_at', 'desc')
    .orderBy('key')
    .limit(MOST_PEOPLE)
    .execute();
  return rows.map(({ name, address, written, heard, last_at }) => ({
    name,
    address,
    written,
    heard,
    lastAt: last_at,
  }));
}

/** Changes whenever somebody is learned, forgotten, or in the address book anew. */
export async function peopleStamp(db: OwnData, account: string): Promise<string> {
  const people = await db
    .selectFrom('people')
    .select(({ fn }) => [
      fn.countAll<number | string>().as('count'),
      fn.max('last_at').as('last'),
      fn.sum<number | string>('written').as('written'),
      fn.sum<number | string>('heard').as('heard'),
    ])
    .where('account', '=', account)
    .executeTakeFirst();
  const contacts = await db
    .selectFrom('contacts')
    .select(({ fn }) => [
      fn.countAll<number | string>().as('count'),
      fn.max('updated_at').as('last'),
    ])
    .where('account', '=', account)
    .executeTakeFirst();
  return JSON.stringify([people, contacts]);
}

export async function findReadMark(
  db: OwnData,
  account: string,
  folder: string,
): Promise<ReadMark | null> {
  const row = await db
    .selectFrom('people_read')
    .select(['uid_validity', 'uid_next'])
    .where('account', '=', account)
    .where('folder', '=', folder)
    .executeTakeFirst();
  return row ? { uidValidity: row.uid_validity, uidNext: row.uid_next } : null;
}

/**
 * Adds what letters told, once: nothing happens when somebody else read the folder further meanwhile.
 * The oldest of too many people go.
 *
 * @param before the mark from which the folder was read.
 */
export async function learnPeople(
  db: OwnData,
  account: string,
  folder: string,
  before: ReadMark | null,
  after: ReadMark,
  learned: KnownPerson[],
): Promise<void> {
  await db.transaction().execute(async (within) => {
    if (!(await moveMark(within, account, folder, before, after))) return;
    for (const one of learned) await add(within, account, one);
    const eldest = await within
      .selectFrom('people')
      .select('last_at')
      .where('account', '=', account)
      .orderBy('last_at', 'desc')
      .offset(MOST_PEOPLE)
      .limit(1)
      .executeTakeFirst();
    if (!eldest) return;
    await within
      .deleteFrom('people')
      .where('account', '=', account)
      .where('last_at', '<=', eldest.last_at)
      .execute();
  });
}

/** False when nobody with this address was known. */
export async function forgetPerson(db: OwnData, account: string, address: string) {
  const { numDeletedRows } = await db
    .deleteFrom('people')
    .where('account', '=', account)
    .where('key', '=', keyOf(address))
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

async function moveMark(
  db: OwnData,
  account: string,
  folder: string,
  before: ReadMark | null,
  { uidValidity, uidNext }: ReadMark,
): Promise<boolean> {
  const values = { uid_validity: uidValidity, uid_next: uidNext };
  if (!before) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('people_read')
      .values({ account, folder, ...values })
      .onConflict((conflict) => conflict.columns(['account', 'folder']).doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await db
    .updateTable('people_read')
    .set(values)
    .where('account', '=', account)
    .where('folder', '=', folder)
    .where('uid_validity', '=', before.uidValidity)
    .where('uid_next', '=', before.uidNext)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A name from a letter that was written here goes before one that others give themselves. */
async function add(
  db: OwnData,
  account: string,
  { name, address, written, heard, lastAt }: KnownPerson,
) {
  await db
    .insertInto('people')
    .values({ account, key: keyOf(address), address, name, written, heard, last_at: lastAt })
    .onConflict((conflict) =>
      conflict.columns(['account', 'key']).doUpdateSet((each) => ({
        written: each('people.written', '+', written),
        heard: each('people.heard', '+', heard),
        last_at: each
          .case()
          .when('people.last_at', '>', lastAt)
          .then(each.ref('people.last_at'))
          .else(lastAt)
          .end(),
        ...(name && {
          name: written
            ? name
            : each
                .case()
                .when('people.name', '=', '')
                .then(name)
                .else(each.ref('people.name'))
                .end(),
        }),
      })),
    )
    .execute();
}
