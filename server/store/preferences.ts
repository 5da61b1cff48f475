import type { OwnData } from './own-data.ts';

/** What the account chose, as it was written, or null when it never chose. */
export async function readPreferences(db: OwnData, account: string): Promise<unknown | null> {
  const row = await db
    .selectFrom('preferences')
    .select('json')
    .where('account', '=', account)
    .executeTakeFirst();
  return row ? JSON.parse(row.json) : null;
}

/** Replaces the account's preferences by any JSON value. */
export async function writePreferences(
  db: OwnData,
  account: string,
  preferences: unknown,
): Promise<void> {
  const json = JSON.stringify(preferences);
  await db
    .insertInto('preferences')
    .values({ account, json })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ json }))
    .execute();
}
