import type { Selectable } from 'kysely';
import type { OwnData, OwnTables } from './own-data.ts';

/** A passkey: the public half. Times in epoch milliseconds. */
export interface StoredPasskey {
  /** The credential's id, base64url. */
  id: string;
  account: string;
  name: string;
  /** COSE key. */
  publicKey: Uint8Array<ArrayBuffer>;
  /** How often it signed, as it says itself; 0 when it does not count. */
  counter: number;
  transports: string[];
  createdAt: number;
  usedAt: number | null;
}

/** Those of an account, the oldest first. */
export async function listPasskeys(db: OwnData, account: string): Promise<StoredPasskey[]> {
  const rows = await db
    .selectFrom('passkeys')
    .selectAll()
    .where('account', '=', account)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** False when this passkey is here already, whose ever it is. */
export async function addPasskey(db: OwnData, passkey: StoredPasskey): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('passkeys')
    .values({
      id: passkey.id,
      account: passkey.account,
      name: passkey.name,
      public_key: Buffer.from(passkey.publicKey).toString('base64url'),
      counter: passkey.counter,
      transports: JSON.stringify(passkey.transports),
      created_at: passkey.createdAt,
      used_at: passkey.usedAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Notes that it signed in; false when it was removed meanwhile. */
export async function touchPasskey(
  db: OwnData,
  { id, account }: StoredPasskey,
  { counter, now }: { counter: number; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('passkeys')
    .set({ counter, used_at: now })
    .where('id', '=', id)
    .where('account', '=', account)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Its name, or undefined when the account has none with that id. */
export async function deletePasskey(
  db: OwnData,
  account: string,
  id: string,
): Promise<string | undefined> {
  const row = await db
    .deleteFrom('passkeys')
    .where('account', '=', account)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst();
  return row?.name;
}

/** Keeps what was asked of a passkey; `holder` asked before, that one counts no more. */
export async function writeChallenge(
  db: OwnData,
  holder: string,
  challenge: string,
  { now, expiresAt }: { now: number; expiresAt: number },
): Promise<void> {
  await db.deleteFrom('passkey_challenges').where('expires_at', '<=', now).execute();
  const values = { challenge, expires_at: expiresAt };
  await db
    .insertInto('passkey_challenges')
    .values({ holder, ...values })
    .onConflict((conflict) => conflict.column('holder').doUpdateSet(values))
    .execute();
}

/** What was asked, once; undefined when nothing was, or too long ago. */
export async function takeChallenge(
  db: OwnData,
  holder: string,
  now: number,
): Promise<string | undefined> {
  const row = await db
    .deleteFrom('passkey_challenges')
    .where('holder', '=', holder)
    .returning(['challenge', 'expires_at'])
    .executeTakeFirst();
  return row && row.expires_at > now ? row.challenge : undefined;
}

function fromRow(row: Selectable<OwnTables['passkeys']>): StoredPasskey {
  return {
    id: row.id,
    account: row.account,
    name: row.name,
    publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
    counter: row.counter,
    transports: JSON.parse(row.transports),
    createdAt: row.created_at,
    usedAt: row.used_at,
  };
}
