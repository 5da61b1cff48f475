import type { Selectable } from 'kysely';
import type { OwnData, OwnTables } from './own-data.ts';

/** A browser that is told of new mail while no page is open. It lives no longer than its session. */
export interface StoredPush {
  id: string;
  account: string;
  /** Hash of the session's id; one subscription each. */
  sessionId: string;
  /** Where its push service takes messages for it: known to nobody else. */
  endpoint: string;
  p256dh: string;
  auth: string;
  /** The password, sealed for watching the Inbox for this browser alone. */
  sealed: string;
  createdAt: number;
  toldAt: number | null;
}

export type LivePush = StoredPush & { userAgent: string };

/** Keeps one for its session, in place of the one before. */
export async function keepPush(db: OwnData, push: StoredPush): Promise<void> {
  const { id, ...row } = toRow(push);
  await db
    .insertInto('push_subscriptions')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet({ id, ...row }))
    .execute();
}

/** Those of the account whose session is still good at `now`, the oldest first. */
export async function listPushes(db: OwnData, account: string, now: number): Promise<LivePush[]> {
  const rows = await db
    .selectFrom('push_subscriptions')
    .innerJoin('sessions', 'sessions.id_hash', 'push_subscriptions.session_id')
    .selectAll('push_subscriptions')
    .select('sessions.user_agent')
    .where('push_subscriptions.account', '=', account)
    .whereRef('sessions.account', '=', 'push_subscriptions.account')
    .where('sessions.expires_at', '>', now)
    .orderBy('push_subscriptions.created_at')
    .execute();
  return rows.map((row) => ({ ...fromRow(row), userAgent: row.user_agent }));
}

/** Accounts with any subscription. */
export async function pushAccounts(db: OwnData): Promise<string[]> {
  const rows = await db.selectFrom('push_subscriptions').select('account').distinct().execute();
  return rows.map(({ account }) => account);
}

/** The session goes on under another id, and with another password. */
export async function movePush(
  db: OwnData,
  { id }: StoredPush,
  { sessionId, sealed }: Pick<StoredPush, 'sessionId' | 'sealed'>,
): Promise<void> {
  await db
    .updateTable('push_subscriptions')
    .set({ session_id: sessionId, sealed })
    .where('id', '=', id)
    .execute();
}

export async function findPush(db: OwnData, sessionId: string): Promise<StoredPush | null> {
  const row = await db
    .selectFrom('push_subscriptions')
    .selectAll()
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row ? fromRow(row) : null;
}

/** Forgets one, its sealed password with it. @returns false when the account has no such. */
export async function deletePush(db: OwnData, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('push_subscriptions')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** @returns the accounts that had one. */
export async function deletePushesOfSessions(db: OwnData, sessionIds: string[]): Promise<string[]> {
  if (!sessionIds.length) return [];
  const rows = await db
    .deleteFrom('push_subscriptions')
    .where('session_id', 'in', sessionIds)
    .returning('account')
    .execute();
  return [...new Set(rows.map(({ account }) => account))];
}

export async function deletePushesOf(db: OwnData, account: string): Promise<void> {
  await db.deleteFrom('push_subscriptions').where('account', '=', account).execute();
}

/** Forgets those whose session is gone, whoever ended it. */
export async function sweepPushes(db: OwnData): Promise<void> {
  await db
    .deleteFrom('push_subscriptions')
    .where('session_id', 'not in', db.selectFrom('sessions').select('id_hash'))
    .execute();
}

export async function markTold(db: OwnData, id: string, toldAt: number): Promise<void> {
  await db
    .updateTable('push_subscriptions')
    .set({ told_at: toldAt })
    .where('id', '=', id)
    .execute();
}

type Row = Selectable<OwnTables['push_subscriptions']>;

const toRow = (push: StoredPush): Row => ({
  id: push.id,
  account: push.account,
  session_id: push.sessionId,
  endpoint: push.endpoint,
  p256dh: push.p256dh,
  auth: push.auth,
  sealed: push.sealed,
  created_at: push.createdAt,
  told_at: push.toldAt,
});

const fromRow = (row: Row): StoredPush => ({
  id: row.id,
  account: row.account,
  sessionId: row.session_id,
  endpoint: row.endpoint,
  p256dh: row.p256dh,
  auth: row.auth,
  sealed: row.sealed,
  createdAt: row.created_at,
  toldAt: row.told_at,
});
