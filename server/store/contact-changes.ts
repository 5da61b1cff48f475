import type { Kysely, Selectable } from 'kysely';
import { dropContacts, inBatches } from './contacts.ts';
import type { ContactChangeTable } from './contacts-tables.ts';
import type { OwnData, OwnTables } from './own-data.ts';

const DAY = 86_400_000;
/** Changes that can be taken back; older ones are forgotten. */
const MOST_CHANGES = 20;

/**
 * Remembers how people are before a change, in its own transaction's first step. Several steps of one change
 * remember each person once, as they were at the beginning.
 *
 * @param madeAt `updated_at` that the change gives them, epoch milliseconds.
 * @param keepsPhoto the change leaves pictures alone: they are not copied.
 */
export async function remember(
  db: Kysely<OwnTables>,
  account: string,
  change: string,
  ids: string[],
  madeAt: number,
  keepsPhoto: boolean,
) {
  for (const some of inBatches(ids, 200)) {
    const rows = await db
      .selectFrom('contacts')
      .select(['id', 'name', 'json', 'card', 'uid', 'photo_hash', 'collected', 'created_at'])
      .select(['href', 'etag'])
      .select((each) => (keepsPhoto ? each.lit(null).as('photo') : each.ref('photo').as('photo')))
      .where('account', '=', account)
      .where('id', 'in', some)
      .execute();
    const known = new Map(rows.map((row) => [row.id, row]));
    const values = some.map((contact) => {
      const { id: _id, ...before } = known.get(contact) ?? { ...NOBODY, id: contact };
      return {
        ...before,
        account,
        change,
        contact,
        made_at: madeAt,
        keeps_photo: keepsPhoto ? 1 : 0,
      };
    });
    await db
      .insertInto('contact_changes')
      .values(values)
      .onConflict((conflict) =>
        conflict.columns(['account', 'change', 'contact']).doUpdateSet({ made_at: madeAt }),
      )
      .execute();
  }
}

const NOBODY = {
  name: null,
  json: null,
  card: null,
  uid: null,
  photo: null,
  photo_hash: null,
  collected: null,
  created_at: null,
  href: null,
  etag: null,
};

/** Forgets changes that nobody will take back any more. */
export async function forgetOldChanges(db: OwnData, account: string, now: number) {
  const changes = await db
    .selectFrom('contact_changes')
    .select((each) => ['change', each.fn.max('made_at').as('last')])
    .where('account', '=', account)
    .groupBy('change')
    .execute();
  const old = changes
    .toSorted((a, b) => Number(b.last) - Number(a.last))
    .filter(({ last }, i) => i >= MOST_CHANGES || Number(last) < now - DAY)
    .map(({ change }) => change);
  if (!old.length) return;
  await db
    .deleteFrom('contact_changes')
    .where('account', '=', account)
    .where('change', 'in', old)
    .execute();
}

/**
 * Takes a change back, as one. People whom something else has changed since stay as they are.
 *
 * @returns how many are as they were; null when there is no such change.
 */
export function undoChange(
  db: OwnData,
  account: string,
  change: string,
  now: number,
): Promise<number | null> {
  return db.transaction().execute(async (step) => {
    const rows = await step
      .selectFrom('contact_changes')
      .selectAll()
      .where('account', '=', account)
      .where('change', '=', change)
      .execute();
    if (!rows.length) return null;
    const current = await updatedAtOf(
      step,
      account,
      rows.map(({ contact }) => contact),
    );
    const untouched = rows.filter((row) => {
      const is = current.get(row.contact);
      return is === undefined ? row.json !== null : is === row.made_at;
    });
    await dropContacts(
      step,
      account,
      untouched.filter(({ json }) => json === null).map(({ contact }) => contact),
    );
    for (const row of untouched) if (row.json !== null) await restore(step, row, now, current);
    await step
      .deleteFrom('contact_changes')
      .where('account', '=', account)
      .where('change', '=', change)
      .execute();
    return untouched.length;
  });
}

async function updatedAtOf(db: Kysely<OwnTables>, account: string, ids: string[]) {
  const current = new Map<string, number>();
  for (const some of inBatches(ids)) {
    const rows = await db
      .selectFrom('contacts')
      .select(['id', 'updated_at'])
      .where('account', '=', account)
      .where('id', 'in', some)
      .execute();
    for (const { id, updated_at } of rows) current.set(id, updated_at);
  }
  return current;
}

async function restore(
  db: Kysely<OwnTables>,
  row: Selectable<ContactChangeTable>,
  now: number,
  current: Map<string, number>,
) {
  const { account, contact: id } = row;
  const fields = {
    name: row.name!,
    json: row.json!,
    card: row.card!,
    uid: row.uid!,
    collected: row.collected!,
    updated_at: now,
    ...(!row.keeps_photo && { photo: row.photo, photo_hash: row.photo_hash }),
  };
  if (current.has(id)) {
    await db
      .updateTable('contacts')
      .set(fields)
      .where('account', '=', account)
      .where('id', '=', id)
      .execute();
    return;
  }
  // Not yet deleted elsewhere: it never was. Otherwise it is new there.
  const { numDeletedRows } = await db
    .deleteFrom('contact_tombstones')
    .where('account', '=', account)
    .where('href', '=', row.href ?? '')
    .executeTakeFirst();
  const link = numDeletedRows ? { href: row.href, etag: row.etag } : {};
  await db
    .insertInto('contacts')
    .values({ account, id, created_at: row.created_at!, ...fields, ...link })
    .execute();
}
