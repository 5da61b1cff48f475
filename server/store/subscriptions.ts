import { createHash } from 'node:crypto';
import type { OwnData } from './own-data.ts';

/** How and when an account left a mailing list; `at` in epoch milliseconds. */
export interface Leaving {
  way: string;
  at: number;
}

/** @param list List-Id, or the sender where there is none. */
export async function findLeaving(
  db: OwnData,
  account: string,
  list: string,
): Promise<Leaving | null> {
  const row = await db
    .selectFrom('subscriptions')
    .select(['way', 'left_at'])
    .where('account', '=', account)
    .where('list_hash', '=', hashOf(list))
    .executeTakeFirst();
  return row ? { way: row.way, at: row.left_at } : null;
}

export async function keepLeaving(
  db: OwnData,
  account: string,
  list: string,
  { way, at }: Leaving,
): Promise<void> {
  await db
    .insertInto('subscriptions')
    .values({ account, list_hash: hashOf(list), way, left_at: at })
    .onConflict((conflict) =>
      conflict.columns(['account', 'list_hash']).doUpdateSet({ way, left_at: at }),
    )
    .execute();
}

const hashOf = (list: string) => createHash('sha256').update(list.toLowerCase()).digest('hex');
