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

/** Puts some values over what is kept, and leaves the others; answers all of them. */
export async function changePreferences(
  db: OwnData,
  account: string,
  change: Record<string, unknown>,
): Promise<unknown> {
  return db.transaction().execute(async (step) => {
    // Writing first holds the row: whoever changes something else at once waits, and nothing is lost.
    await step
      .insertInto('preferences')
      .values({ account, json: '{}' })
      .onConflict((conflict) =>
        conflict.column('account').doUpdateSet((row) => ({ json: row.ref('preferences.json') })),
      )
      .execute();
    const chosen = { ...Object(await readPreferences(step, account)), ...change };
    await writePreferences(step, account, chosen);
    return chosen;
  });
}
