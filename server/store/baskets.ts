import type { OwnData } from './own-data.ts';

/** What the account has put into its basket, sealed as it was given; null = nothing ever. */
export async function findBasket(db: OwnData, account: string): Promise<string | null> {
  const row = await db
    .selectFrom('baskets')
    .select('sealed')
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.sealed ?? null;
}

/** Replaces the account's basket. */
export async function keepBasket(db: OwnData, account: string, sealed: string): Promise<void> {
  await db
    .insertInto('baskets')
    .values({ account, sealed })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ sealed }))
    .execute();
}
