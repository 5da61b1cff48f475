import { randomUUID } from 'node:crypto';
import type { OwnData } from './own-data.ts';

/** A Sieve script as it was until it was replaced. */
export interface ScriptVersion {
  id: string;
  source: string;
  /** Epoch milliseconds. */
  replacedAt: number;
}

/** So many are kept for each account. */
const MOST = 10;

/** The account's scripts of before, the newest first. */
export async function listScriptVersions(db: OwnData, account: string): Promise<ScriptVersion[]> {
  const rows = await db
    .selectFrom('script_versions')
    .select(['id', 'source', 'replaced_at'])
    .where('account', '=', account)
    .orderBy('replaced_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ id, source, replaced_at }) => ({ id, source, replacedAt: replaced_at }));
}

/** Keeps a script that is about to be replaced, unless it is the newest of those kept, and forgets the oldest. */
export async function keepScriptVersion(
  db: OwnData,
  account: string,
  source: string,
  now: number,
): Promise<void> {
  const kept = await listScriptVersions(db, account);
  if (kept[0]?.source === source) return;
  // Two within one millisecond keep their order.
  const replaced_at = Math.max(now, (kept[0]?.replacedAt ?? 0) + 1);
  await db
    .insertInto('script_versions')
    .values({ account, id: randomUUID(), source, replaced_at })
    .execute();
  const old = kept.slice(MOST - 1).map(({ id }) => id);
  if (!old.length) return;
  await db
    .deleteFrom('script_versions')
    .where('account', '=', account)
    .where('id', 'in', old)
    .execute();
}
