import type { OwnData } from './own-data.ts';

/** What a rule did when it last ran. */
export interface RuleRun {
  /** Epoch milliseconds. */
  at: number;
  messages: number;
  bytes: number;
  /** The clean-up's id, null = nothing was to go. */
  cleanUp: string | null;
}

/** A rule as it is kept. */
export interface StoredRule {
  id: string;
  on: boolean;
  /** What it says: sealed by whoever writes it. */
  sealed: string;
  /** Why it does nothing, null = it works. */
  rests: string | null;
  lastRun: RuleRun | null;
  /** When its owner last wrote it, epoch milliseconds. */
  writtenAt: number;
}

/** The rules of an account, in the order in which they were made. */
export async function listRules(db: OwnData, account: string): Promise<StoredRule[]> {
  const rows = await db
    .selectFrom('retention_rules')
    .selectAll()
    .where('account', '=', account)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(
    ({ id, is_on, sealed, rests, ran_at, messages, bytes, clean_up, written_at }) => ({
      id,
      on: is_on === 1,
      sealed,
      rests,
      lastRun: ran_at === null ? null : { at: ran_at, messages, bytes, cleanUp: clean_up },
      writtenAt: written_at,
    }),
  );
}

/** Makes or changes one; its last run is kept, and nothing of why it rested. */
export async function writeRule(
  db: OwnData,
  account: string,
  { id, on, sealed }: Pick<StoredRule, 'id' | 'on' | 'sealed'>,
  now: number,
): Promise<void> {
  const values = { sealed, is_on: on ? 1 : 0, rests: null, written_at: now };
  await db
    .insertInto('retention_rules')
    .values({ account, id, created_at: now, messages: 0, bytes: 0, ...values })
    .onConflict((conflict) => conflict.columns(['account', 'id']).doUpdateSet(values))
    .execute();
}

/** False when the account has none with that id. */
export async function deleteRule(db: OwnData, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('retention_rules')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Says why a rule does nothing; null = it works again. */
export async function restRule(
  db: OwnData,
  account: string,
  id: string,
  rests: string | null,
): Promise<void> {
  await db
    .updateTable('retention_rules')
    .set({ rests })
    .where('account', '=', account)
    .where('id', '=', id)
    .execute();
}

export async function recordRun(
  db: OwnData,
  account: string,
  id: string,
  { at, messages, bytes, cleanUp }: RuleRun,
): Promise<void> {
  await db
    .updateTable('retention_rules')
    .set({ ran_at: at, messages, bytes, clean_up: cleanUp })
    .where('account', '=', account)
    .where('id', '=', id)
    .execute();
}

/** Accounts with a rule that is on, by name. */
export async function accountsWithRules(db: OwnData): Promise<string[]> {
  const rows = await db
    .selectFrom('retention_rules')
    .select('account')
    .distinct()
    .where('is_on', '=', 1)
    .orderBy('account')
    .execute();
  return rows.map(({ account }) => account);
}
