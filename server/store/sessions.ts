import type { Selectable } from 'kysely';
import type { OwnData, OwnTables } from './own-data.ts';
import { forgetTrustedDevices } from './trusted-devices.ts';

/** A signed-in browser. Times are epoch milliseconds; `sealed` opens only with the cookie's key. */
export interface StoredSession {
  /** Hash of the cookie's id: the id itself is never stored. */
  idHash: string;
  account: string;
  /** The sealed credentials, base64. */
  sealed: string;
  /** "Keep me signed in" was ticked. */
  remember: boolean;
  userAgent: string;
  /** The client's network address at sign-in. */
  address: string;
  createdAt: number;
  seenAt: number;
  expiresAt: number;
}

export async function insertSession(db: OwnData, session: StoredSession): Promise<void> {
  await db.insertInto('sessions').values(toRow(session)).execute();
}

/** The session with that id, expired or not. */
export async function findSession(db: OwnData, idHash: string): Promise<StoredSession | undefined> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('id_hash', '=', idHash)
    .executeTakeFirst();
  return row && fromRow(row);
}

export async function touchSession(
  db: OwnData,
  idHash: string,
  seenAt: number,
  expiresAt: number,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ seen_at: seenAt, expires_at: expiresAt })
    .where('id_hash', '=', idHash)
    .execute();
}

export async function deleteSession(db: OwnData, idHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
}

/** All sessions of an account, the one seen last first. */
export async function listSessions(db: OwnData, account: string): Promise<StoredSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('account', '=', account)
    .orderBy('seen_at', 'desc')
    .execute();
  return rows.map(fromRow);
}

/**
 * Ends an account's sessions, all or all but one, and with them the trust in their devices; answers the id
 * hashes of those that ended.
 */
export async function deleteSessionsOf(
  db: OwnData,
  account: string,
  { except }: { except?: string } = {},
): Promise<string[]> {
  await forgetTrustedDevices(db, account, except === undefined ? {} : { except });
  let query = db.deleteFrom('sessions').where('account', '=', account);
  if (except !== undefined) query = query.where('id_hash', '!=', except);
  return idHashes(await query.returning('id_hash').execute());
}

/** Ends the sessions whose time is over at `now`; answers their id hashes. */
export async function deleteExpiredSessions(db: OwnData, now: number): Promise<string[]> {
  const rows = await db
    .deleteFrom('sessions')
    .where('expires_at', '<=', now)
    .returning('id_hash')
    .execute();
  return idHashes(rows);
}

type Row = Selectable<OwnTables['sessions']>;

function toRow(session: StoredSession): Row {
  return {
    id_hash: session.idHash,
    account: session.account,
    sealed: session.sealed,
    remember: session.remember ? 1 : 0,
    user_agent: session.userAgent,
    address: session.address,
    created_at: session.createdAt,
    seen_at: session.seenAt,
    expires_at: session.expiresAt,
  };
}

function fromRow(row: Row): StoredSession {
  return {
    idHash: row.id_hash,
    account: row.account,
    sealed: row.sealed,
    remember: row.remember === 1,
    userAgent: row.user_agent,
    address: row.address,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
  };
}

function idHashes(rows: { id_hash: string }[]): string[] {
  return rows.map((row) => row.id_hash);
}
