import type { OwnData } from './own-data.ts';

/** A browser that does the second step once in a while. Times in epoch milliseconds. */
export interface TrustedDevice {
  /** Hash of the device cookie's id. */
  idHash: string;
  account: string;
  /** The id hash of the session it signed in to last. */
  session: string;
  createdAt: number;
  expiresAt: number;
}

/** Keeps one; those whose time is over by then go. */
export async function addTrustedDevice(db: OwnData, device: TrustedDevice): Promise<void> {
  await db.deleteFrom('trusted_devices').where('expires_at', '<=', device.createdAt).execute();
  await db
    .insertInto('trusted_devices')
    .values({
      id_hash: device.idHash,
      account: device.account,
      session: device.session,
      created_at: device.createdAt,
      expires_at: device.expiresAt,
    })
    .execute();
}

/** Whether this browser may leave the second step of the account out. */
export async function isTrustedDevice(
  db: OwnData,
  account: string,
  idHash: string,
  now: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('trusted_devices')
    .select('id_hash')
    .where('id_hash', '=', idHash)
    .where('account', '=', account)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** The device signed in to this session: when it is ended from elsewhere, the trust ends with it. */
export async function bindTrustedDevice(
  db: OwnData,
  account: string,
  idHash: string,
  session: string,
): Promise<void> {
  await db
    .updateTable('trusted_devices')
    .set({ session })
    .where('id_hash', '=', idHash)
    .where('account', '=', account)
    .execute();
}

/** The session goes on under another id, and with it the trust in its device. */
export async function moveTrust(
  db: OwnData,
  account: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await db
    .updateTable('trusted_devices')
    .set({ session: to })
    .where('account', '=', account)
    .where('session', '=', from)
    .execute();
}

export async function countTrustedDevices(
  db: OwnData,
  account: string,
  now: number,
): Promise<number> {
  const { count } = await db
    .selectFrom('trusted_devices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account', '=', account)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Ends the trust in an account's devices: all, only the one of a session, or all but that one. */
export async function forgetTrustedDevices(
  db: OwnData,
  account: string,
  { only, except }: { only?: string; except?: string } = {},
): Promise<void> {
  let query = db.deleteFrom('trusted_devices').where('account', '=', account);
  if (only !== undefined) query = query.where('session', '=', only);
  if (except !== undefined) query = query.where('session', '!=', except);
  await query.execute();
}
