import { createHash } from 'node:crypto';
import type { Accounts } from './accounts-data.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

/** A password of one device, as its owner sees it. Times in epoch milliseconds. */
export interface StoredAppPassword {
  id: string;
  name: string;
  createdAt: number;
  /** The last login with it at the mail server; null = never used. */
  usedAt: number | null;
}

/**
 * What Dovecot finds the row by: the first 16 bits of the password's SHA-256, in hex. Short, because
 * Dovecot makes the same of every password that is tried and may log it: it must tell nothing of one.
 */
export function selectorOf(password: string): string {
  return createHash('sha256').update(password).digest('hex').slice(0, 4);
}

/** Those of an address, the oldest first. */
export async function listAppPasswords(
  db: Accounts,
  address: string,
): Promise<StoredAppPassword[]> {
  const rows = await db
    .selectFrom('app_passwords')
    .select(['id', 'name', 'created_at', 'used_at'])
    .where('address', '=', address)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, created_at, used_at }) => ({
    id,
    name,
    createdAt: created_at,
    usedAt: used_at,
  }));
}

/**
 * Keeps a new one. False when another of the address has the same selector: make another password then.
 *
 * @throws the database's error when the address has no mailbox.
 */
export async function addAppPassword(
  db: Accounts,
  address: string,
  { id, name, password, now }: { id: string; name: string; password: string; now: number },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('app_passwords')
    .values({
      id,
      address,
      selector: selectorOf(password),
      password_hash: await hashPassword(password),
      name,
      created_at: now,
      used_at: null,
    })
    .onConflict((conflict) => conflict.columns(['address', 'selector']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Forgets that it was ever used: our own try of a new one does not count. */
export async function forgetUse(db: Accounts, address: string, id: string): Promise<void> {
  await db
    .updateTable('app_passwords')
    .set({ used_at: null })
    .where('address', '=', address)
    .where('id', '=', id)
    .execute();
}

/** Its name, or undefined when the address has none with that id. */
export async function deleteAppPassword(
  db: Accounts,
  address: string,
  id: string,
): Promise<string | undefined> {
  const row = await db
    .deleteFrom('app_passwords')
    .where('address', '=', address)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst();
  return row?.name;
}

/** Whether the password is one that was made for a device of this address. */
export async function isAppPassword(
  db: Accounts,
  address: string,
  password: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('app_passwords')
    .select('password_hash')
    .where('address', '=', address)
    .where('selector', '=', selectorOf(password))
    .executeTakeFirst();
  return row !== undefined && verifyPassword(row.password_hash, password);
}
