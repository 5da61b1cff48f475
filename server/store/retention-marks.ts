import type { OwnData } from './own-data.ts';

/** A folder of an account, as it is numbered now. */
export interface MarkedFolder {
  account: string;
  folder: string;
  uidValidity: string;
}

/**
 * Notes that every message of the folder below `uidNext` was there at `now`. One mark a day is enough; those of an
 * older UIDVALIDITY go.
 */
export async function markFolder(
  db: OwnData,
  { account, folder, uidValidity }: MarkedFolder,
  { uidNext, now }: { uidNext: number; now: number },
): Promise<void> {
  await db
    .deleteFrom('retention_marks')
    .where('account', '=', account)
    .where('folder', '=', folder)
    .where('uid_validity', '!=', uidValidity)
    .execute();
  const last = await db
    .selectFrom('retention_marks')
    .select('at')
    .where('account', '=', account)
    .where('folder', '=', folder)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  if (last && last.at > now - HALF_A_DAY) return;
  await db
    .insertInto('retention_marks')
    .values({ account, folder, uid_validity: uidValidity, at: now, uid_next: uidNext })
    .onConflict((conflict) => conflict.columns(['account', 'folder', 'at']).doNothing())
    .execute();
}

const HALF_A_DAY = 12 * 3600 * 1000;

/**
 * The first UID that is not known to have been in the folder at `before` already; 1 = nothing is known. Marks that
 * are older than the one that says it say less, and go.
 */
export async function knownBefore(
  db: OwnData,
  { account, folder, uidValidity }: MarkedFolder,
  before: number,
): Promise<number> {
  const mark = await db
    .selectFrom('retention_marks')
    .select(['at', 'uid_next'])
    .where('account', '=', account)
    .where('folder', '=', folder)
    .where('uid_validity', '=', uidValidity)
    .where('at', '<=', before)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  if (!mark) return 1;
  await db
    .deleteFrom('retention_marks')
    .where('account', '=', account)
    .where('folder', '=', folder)
    .where('at', '<', mark.at)
    .execute();
  return mark.uid_next;
}
