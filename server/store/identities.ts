import type { Identity } from '../../shared/identities.ts';
import type { OwnData } from './own-data.ts';

/** Those that the account made, in the order in which it did. */
export async function listIdentities(db: OwnData, account: string): Promise<Identity[]> {
  const rows = await db
    .selectFrom('identities')
    .selectAll()
    .where('account', '=', account)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, json, is_default }) => ({
    ...JSON.parse(json),
    id,
    isDefault: is_default === 1,
  }));
}

/**
 * Makes or changes one. A default one takes the mark from the others.
 *
 * @param now epoch milliseconds: the place of a new one in the list.
 */
export async function writeIdentity(
  db: OwnData,
  account: string,
  { id, isDefault, ...rest }: Identity,
  now: number,
): Promise<void> {
  const values = { json: JSON.stringify(rest), is_default: isDefault ? 1 : 0 };
  await db.transaction().execute(async (within) => {
    if (isDefault) {
      await within
        .updateTable('identities')
        .set({ is_default: 0 })
        .where('account', '=', account)
        .execute();
    }
    await within
      .insertInto('identities')
      .values({ account, id, created_at: now, ...values })
      .onConflict((conflict) => conflict.columns(['account', 'id']).doUpdateSet(values))
      .execute();
  });
}

/** False when the account has none with that id. */
export async function deleteIdentity(db: OwnData, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('identities')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
