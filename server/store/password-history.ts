import type { OwnData } from './own-data.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

/** Whether the account has had this password, as far as `rememberPassword` was told. */
export async function hadPassword(db: OwnData, account: string, password: string) {
  for (const { hash } of await remembered(db, account)) {
    if (await verifyPassword(hash, password)) return true;
  }
  return false;
}

/**
 * Remembers a password as one that was had, as an ARGON2ID hash; the oldest beyond `most` are forgotten.
 *
 * @param at epoch milliseconds.
 */
export async function rememberPassword(
  db: OwnData,
  account: string,
  password: string,
  { at, most }: { at: number; most: number },
): Promise<void> {
  const hash = await hashPassword(password);
  await db.insertInto('password_history').values({ account, hash, created_at: at }).execute();
  const old = (await remembered(db, account)).slice(most);
  for (const { hash: forgotten } of old) {
    await db
      .deleteFrom('password_history')
      .where('account', '=', account)
      .where('hash', '=', forgotten)
      .execute();
  }
}

const remembered = (db: OwnData, account: string) =>
  db
    .selectFrom('password_history')
    .select('hash')
    .where('account', '=', account)
    .orderBy('created_at', 'desc')
    .execute();
