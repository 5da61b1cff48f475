import type { ScanState } from '../../shared/storage-map.ts';
import type { OwnData } from './own-data.ts';

/** How far the reading of the account's mailbox was; null when it never began. */
export async function loadScan(db: OwnData, account: string): Promise<ScanState | null> {
  const row = await db
    .selectFrom('inventories')
    .selectAll()
    .where('account', '=', account)
    .executeTakeFirst();
  if (!row) return null;
  return {
    state: row.state as ScanState['state'],
    done: row.done,
    total: row.total,
    at: row.read_at,
  };
}

/** Keeps how far it is, and that somebody wants it. */
export async function keepScan(db: OwnData, account: string, scan: ScanState): Promise<void> {
  const values = {
    state: scan.state,
    done: scan.done,
    total: scan.total,
    read_at: scan.at,
    used_at: Date.now(),
  };
  await db
    .insertInto('inventories')
    .values({ account, ...values })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(values))
    .execute();
}

/** Forgets the inventories that nobody has used since then. @returns whose they were. */
export function forgetUnused(db: OwnData, before: number): Promise<string[]> {
  return db.transaction().execute(async (transaction) => {
    const gone = await transaction
      .deleteFrom('inventories')
      .where('used_at', '<', before)
      .returning('account')
      .execute();
    const accounts = gone.map(({ account }) => account);
    if (accounts.length)
      await transaction.deleteFrom('inventory_folders').where('account', 'in', accounts).execute();
    return accounts;
  });
}
