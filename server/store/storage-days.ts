import type { Kysely, Migration } from 'kysely';
import type { OwnData } from './own-data.ts';

/** What the mailbox weighed on a day on which somebody looked. */
export interface StorageDay {
  /** YYYY-MM-DD in UTC. */
  day: string;
  /** Bytes. */
  used: number;
}

export const storageDays: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('storage_days')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('used', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('storage_days_pk', ['account', 'day'])
      .execute();
  },
};

/** Days that are kept: a year and a month, so that a month can be compared with itself. */
const KEPT = 400;

/** Keeps what is weighed now as this day's; the oldest days go. @param now epoch milliseconds. */
export async function keepStorageDay(
  db: OwnData,
  account: string,
  used: number,
  now: number,
): Promise<void> {
  const day = dayOf(now);
  await db
    .insertInto('storage_days')
    .values({ account, day, used })
    .onConflict((conflict) => conflict.columns(['account', 'day']).doUpdateSet({ used }))
    .execute();
  await db
    .deleteFrom('storage_days')
    .where('account', '=', account)
    .where('day', '<', dayBefore(now, KEPT))
    .execute();
}

/** All days of the account, oldest first. */
export function readStorageDays(db: OwnData, account: string): Promise<StorageDay[]> {
  return db
    .selectFrom('storage_days')
    .select(['day', 'used'])
    .where('account', '=', account)
    .orderBy('day')
    .execute();
}

/** A month ago is 28 days ago, or the last look before that, but no more than two months ago. */
export async function usedLastMonth(
  db: OwnData,
  account: string,
  now: number,
): Promise<number | null> {
  const row = await db
    .selectFrom('storage_days')
    .select('used')
    .where('account', '=', account)
    .where('day', '<=', dayBefore(now, 28))
    .where('day', '>=', dayBefore(now, 62))
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.used ?? null;
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const dayBefore = (now: number, days: number) => dayOf(now - days * 86_400_000);
