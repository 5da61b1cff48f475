import type { OwnData } from './own-data.ts';

/** An app on a phone that makes codes (RFC 6238). `sealed`: its secret, which this store cannot open. */
export interface StoredAuthenticator {
  sealed: string;
  /** Epoch milliseconds. */
  confirmedAt: number;
}

/** The account's authenticator that was proven by a first code; undefined when it has none. */
export async function findAuthenticator(
  db: OwnData,
  account: string,
): Promise<StoredAuthenticator | undefined> {
  const row = await db
    .selectFrom('authenticators')
    .select(['sealed', 'confirmed_at'])
    .where('account', '=', account)
    .executeTakeFirst();
  if (!row?.sealed || row.confirmed_at === null) return undefined;
  return { sealed: row.sealed, confirmedAt: row.confirmed_at };
}

/** Keeps a secret that counts only after its first code; one in use stays in use until then. */
export async function writePending(
  db: OwnData,
  account: string,
  pending: string,
  now: number,
): Promise<void> {
  const values = { pending, pending_at: now };
  await db
    .insertInto('authenticators')
    .values({ account, sealed: null, confirmed_at: null, last_step: 0, ...values })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(values))
    .execute();
}

/** The secret that waits for its first code since `after`; undefined for none. */
export async function findPending(
  db: OwnData,
  account: string,
  after: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('authenticators')
    .select('pending')
    .where('account', '=', account)
    .where('pending_at', '>', after)
    .executeTakeFirst();
  return row?.pending ?? undefined;
}

/** The secret that waited is from now on the one. `step`: that of its first code, which is spent. */
export async function confirmPending(
  db: OwnData,
  account: string,
  pending: string,
  { step, now }: { step: number; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('authenticators')
    .set({ sealed: pending, confirmed_at: now, last_step: step, pending: null, pending_at: null })
    .where('account', '=', account)
    .where('pending', '=', pending)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Spends the code of a 30-second step; false when it, or a later one, was spent before (security S-40). */
export async function spendStep(db: OwnData, account: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('authenticators')
    .set({ last_step: step })
    .where('account', '=', account)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteAuthenticator(db: OwnData, account: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('authenticators')
    .where('account', '=', account)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** These, and none of the older ones, count from now on. */
export async function replaceRecoveryCodes(
  db: OwnData,
  account: string,
  hashes: string[],
): Promise<void> {
  await db.transaction().execute(async (within) => {
    await within.deleteFrom('recovery_codes').where('account', '=', account).execute();
    await within
      .insertInto('recovery_codes')
      .values(hashes.map((hash) => ({ account, hash })))
      .execute();
  });
}

/** Spends a recovery code: true once. */
export async function spendRecoveryCode(
  db: OwnData,
  account: string,
  hash: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('recovery_codes')
    .where('account', '=', account)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function countRecoveryCodes(db: OwnData, account: string): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account', '=', account)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Everything of two-step sign-in is gone, and a password alone signs in. False when there was nothing. */
export async function deleteSecondFactor(db: OwnData, account: string): Promise<boolean> {
  return db.transaction().execute(async (within) => {
    const gone = [
      await within.deleteFrom('authenticators').where('account', '=', account).executeTakeFirst(),
      await within.deleteFrom('passkeys').where('account', '=', account).executeTakeFirst(),
    ];
    await within.deleteFrom('recovery_codes').where('account', '=', account).execute();
    await within.deleteFrom('trusted_devices').where('account', '=', account).execute();
    await within.deleteFrom('half_sign_ins').where('account', '=', account).execute();
    return gone.some(({ numDeletedRows }) => numDeletedRows > 0n);
  });
}
