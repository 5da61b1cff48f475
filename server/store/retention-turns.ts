import type { OwnData } from './own-data.ts';

/** When the rules of an account ran, and whether somebody runs them now. Times are epoch milliseconds. */
export interface Turn {
  ranAt: number | null;
  leaseUntil: number;
  remind: boolean;
  remindedAt: number | null;
}

const NEVER: Turn = { ranAt: null, leaseUntil: 0, remind: true, remindedAt: null };

export async function readTurn(db: OwnData, account: string): Promise<Turn> {
  const row = await db
    .selectFrom('retention_accounts')
    .selectAll()
    .where('account', '=', account)
    .executeTakeFirst();
  if (!row) return NEVER;
  return {
    ranAt: row.ran_at,
    leaseUntil: row.lease_until,
    remind: row.remind === 1,
    remindedAt: row.reminded_at,
  };
}

/**
 * Takes the turn to run an account's rules until `until`: of several that ask, one is answered true.
 *
 * @param ranBefore only when they last ran at this moment or earlier.
 */
export async function takeTurn(
  db: OwnData,
  account: string,
  {
    owner,
    now,
    until,
    ranBefore,
  }: { owner: string; now: number; until: number; ranBefore: number },
): Promise<boolean> {
  await makeRow(db, account);
  const { numUpdatedRows } = await db
    .updateTable('retention_accounts')
    .set({ owner, lease_until: until })
    .where('account', '=', account)
    .where('lease_until', '<=', now)
    .where((where) => where.or([where('ran_at', 'is', null), where('ran_at', '<=', ranBefore)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Goes on holding a turn; false when it was lost to another. */
export async function holdTurn(
  db: OwnData,
  account: string,
  { owner, until }: { owner: string; until: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('retention_accounts')
    .set({ lease_until: until })
    .where('account', '=', account)
    .where('owner', '=', owner)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Gives a turn back. `ranAt` = when the rules ran, or null when they did not. */
export async function endTurn(
  db: OwnData,
  account: string,
  { owner, ranAt }: { owner: string; ranAt: number | null },
): Promise<void> {
  await db
    .updateTable('retention_accounts')
    .set({ owner: null, lease_until: 0, ...(ranAt !== null && { ran_at: ranAt }) })
    .where('account', '=', account)
    .where('owner', '=', owner)
    .execute();
}

/** Whether a letter lists what went. */
export async function writeRemind(db: OwnData, account: string, remind: boolean): Promise<void> {
  await makeRow(db, account);
  await db
    .updateTable('retention_accounts')
    .set({ remind: remind ? 1 : 0 })
    .where('account', '=', account)
    .execute();
}

/** What one rule took, for the letter that lists it. */
export interface Untold {
  cleanUp: string;
  /** What the letter says of it: sealed by whoever writes it. */
  sealed: string;
  at: number;
}

export async function addUntold(
  db: OwnData,
  account: string,
  { cleanUp, sealed, at }: Untold,
): Promise<void> {
  await db
    .insertInto('retention_untold')
    .values({ account, clean_up: cleanUp, at, sealed })
    .onConflict((conflict) => conflict.columns(['account', 'clean_up']).doNothing())
    .execute();
}

/** What was not told yet, the oldest first. */
export async function listUntold(db: OwnData, account: string): Promise<Untold[]> {
  const rows = await db
    .selectFrom('retention_untold')
    .selectAll()
    .where('account', '=', account)
    .orderBy('at')
    .orderBy('clean_up')
    .execute();
  return rows.map(({ clean_up, sealed, at }) => ({ cleanUp: clean_up, sealed, at }));
}

/** Forgets what was told, or will not be. `remindedAt` null = no letter was written. */
export async function forgetUntold(
  db: OwnData,
  account: string,
  cleanUps: string[],
  remindedAt: number | null,
): Promise<void> {
  await db.transaction().execute(async (within) => {
    for (const cleanUp of cleanUps) {
      await within
        .deleteFrom('retention_untold')
        .where('account', '=', account)
        .where('clean_up', '=', cleanUp)
        .execute();
    }
    if (remindedAt === null) return;
    await within
      .updateTable('retention_accounts')
      .set({ reminded_at: remindedAt })
      .where('account', '=', account)
      .execute();
  });
}

async function makeRow(db: OwnData, account: string): Promise<void> {
  await db
    .insertInto('retention_accounts')
    .values({ account, lease_until: 0, remind: 1 })
    .onConflict((conflict) => conflict.column('account').doNothing())
    .execute();
}
