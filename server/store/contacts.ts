import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Contact, FullContact, Labelled, Person } from '../../shared/contacts.ts';
import type { ContactTable } from './contacts-tables.ts';
import type { OwnData, OwnTables } from './own-data.ts';

/** More people than any address book of one person; a program that adds without end stops here. */
export const MAX_CONTACTS = 20_000;
/** Values of one statement: engines bind a few ten thousand at most. */
const BATCH = 500;

/** Somebody to be kept. `photo` undefined: the picture that is there stays. */
export interface ContactToKeep extends Omit<FullContact, 'photo'> {
  photo?: string | null | undefined;
}

const ROW = ['id', 'name', 'json', 'photo_hash', 'collected', 'created_at', 'updated_at'] as const;
const FULL = [...ROW, 'card', 'uid'] as const;
type Db = OwnData | Kysely<OwnTables>;

/** Everybody the account keeps, by name, without what no list shows. */
export async function listContacts(db: OwnData, account: string): Promise<Contact[]> {
  const rows = await db
    .selectFrom('contacts')
    .select(ROW)
    .where('account', '=', account)
    .orderBy('name')
    .orderBy('id')
    .limit(MAX_CONTACTS)
    .execute();
  return rows.map(toContact);
}

/** Those of the account that have these ids, whole but for the picture. The order is not kept. */
export async function findContacts(db: Db, account: string, ids: string[]): Promise<FullContact[]> {
  const found: FullContact[] = [];
  for (const some of inBatches(ids)) {
    const rows = await db
      .selectFrom('contacts')
      .select(FULL)
      .where('account', '=', account)
      .where('id', 'in', some)
      .execute();
    found.push(...rows.map(toFullContact));
  }
  return found;
}

/** Pictures as data: URLs, by id; those without one are missing. */
export async function findPhotos(
  db: Db,
  account: string,
  ids: string[],
): Promise<Map<string, string>> {
  const photos = new Map<string, string>();
  for (const some of inBatches(ids)) {
    const rows = await db
      .selectFrom('contacts')
      .select(['id', 'photo'])
      .where('account', '=', account)
      .where('id', 'in', some)
      .where('photo', 'is not', null)
      .execute();
    for (const { id, photo } of rows) photos.set(id, photo!);
  }
  return photos;
}

export async function countContacts(db: Db, account: string): Promise<number> {
  const { count } = await db
    .selectFrom('contacts')
    .select((each) => each.fn.countAll<number | string>().as('count'))
    .where('account', '=', account)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Which of these names of cards the account has already. */
export async function takenUids(db: Db, account: string, uids: string[]): Promise<Set<string>> {
  const taken = new Set<string>();
  for (const some of inBatches(uids)) {
    const rows = await db
      .selectFrom('contacts')
      .select('uid')
      .where('account', '=', account)
      .where('uid', 'in', some)
      .execute();
    for (const { uid } of rows) taken.add(uid);
  }
  return taken;
}

/** Adds people, or writes those anew who are there. Whoever calls has made sure that they are the account's. */
export async function keepContacts(db: Db, account: string, people: ContactToKeep[]) {
  for (const some of inBatches(people, 100))
    for (const withPhoto of [true, false]) {
      const rows = some
        .filter(({ photo }) => (photo !== undefined) === withPhoto)
        .map((one) => ({ account, ...toRow(one) }));
      if (!rows.length) continue;
      await db
        .insertInto('contacts')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['account', 'id']).doUpdateSet((each) => ({
            name: each.ref('excluded.name'),
            json: each.ref('excluded.json'),
            card: each.ref('excluded.card'),
            uid: each.ref('excluded.uid'),
            collected: each.ref('excluded.collected'),
            updated_at: each.ref('excluded.updated_at'),
            ...(withPhoto && {
              photo: each.ref('excluded.photo'),
              photo_hash: each.ref('excluded.photo_hash'),
            }),
          })),
        )
        .execute();
    }
}

/** Takes people out. What an address book elsewhere has of them is to be deleted there. */
export async function dropContacts(db: Db, account: string, ids: string[]) {
  for (const some of inBatches(ids)) {
    const theirs = db
      .selectFrom('contacts')
      .where('account', '=', account)
      .where('id', 'in', some)
      .where('href', 'is not', null);
    await db
      .insertInto('contact_tombstones')
      .columns(['account', 'href', 'etag'])
      .expression(
        theirs.select((each) => ['account', each.ref('href').$notNull().as('href'), 'etag']),
      )
      .onConflict((conflict) => conflict.columns(['account', 'href']).doNothing())
      .execute();
    await db
      .deleteFrom('contacts')
      .where('account', '=', account)
      .where('id', 'in', some)
      .execute();
  }
}

export function inBatches<T>(all: T[], size = BATCH): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  );
}

type Row = Pick<ContactTable, (typeof ROW)[number]>;

function toContact(row: Row): Contact {
  const { organization, emails, phones, groups } = fieldsOf(row);
  return {
    id: row.id,
    name: row.name,
    organization,
    emails: emails.map(({ value }) => value),
    phones: phones.map(({ value }) => value),
    groups,
    photo: row.photo_hash,
    collected: row.collected === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function toFullContact(row: Row & Pick<ContactTable, 'card' | 'uid'>): FullContact {
  return {
    ...fieldsOf(row),
    id: row.id,
    name: row.name,
    photo: row.photo_hash,
    card: row.card,
    uid: row.uid,
    collected: row.collected === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

type Stored = Partial<Omit<Person, 'name' | 'emails' | 'phones'>> &
  Record<'emails' | 'phones', (string | Labelled)[]>;

/** Rows of the first version held addresses without a label, and less of a person. */
function fieldsOf(row: Pick<ContactTable, 'json'>): Omit<Person, 'name'> {
  const { organization, emails, phones, birthday, notes, groups } = JSON.parse(row.json) as Stored;
  const labelled = (list: (string | Labelled)[]) =>
    list.map((one) => (typeof one === 'string' ? { value: one, label: '' } : one));
  return {
    organization: organization ?? '',
    emails: labelled(emails),
    phones: labelled(phones),
    birthday: birthday ?? '',
    notes: notes ?? '',
    groups: groups ?? [],
  };
}

function toRow(one: ContactToKeep) {
  const { organization, emails, phones, birthday, notes, groups } = one;
  return {
    id: one.id,
    name: one.name,
    json: JSON.stringify({ organization, emails, phones, birthday, notes, groups }),
    card: one.card,
    uid: one.uid,
    photo: one.photo ?? null,
    photo_hash: one.photo ? hashOf(one.photo) : null,
    collected: one.collected ? 1 : 0,
    created_at: one.createdAt,
    updated_at: one.updatedAt,
  };
}

const hashOf = (photo: string) =>
  createHash('sha256').update(photo).digest('base64url').slice(0, 16);
