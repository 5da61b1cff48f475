import type { OwnData } from './own-data.ts';

/** A sign-in whose password was right and whose second step is still to come: it opens nothing. */
export interface HalfSignIn {
  /** Hash of the step cookie's id. */
  idHash: string;
  account: string;
  /** The password, which opens with the step cookie's key only. */
  sealed: string;
  remember: boolean;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Keeps one; those whose time is over at `now` go. */
export async function addHalfSignIn(db: OwnData, half: HalfSignIn, now: number): Promise<void> {
  await db.deleteFrom('half_sign_ins').where('expires_at', '<=', now).execute();
  await db
    .insertInto('half_sign_ins')
    .values({
      id_hash: half.idHash,
      account: half.account,
      sealed: half.sealed,
      remember: half.remember ? 1 : 0,
      expires_at: half.expiresAt,
    })
    .execute();
}

export async function findHalfSignIn(
  db: OwnData,
  idHash: string,
  now: number,
): Promise<HalfSignIn | undefined> {
  const row = await db
    .selectFrom('half_sign_ins')
    .selectAll()
    .where('id_hash', '=', idHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return (
    row && {
      idHash: row.id_hash,
      account: row.account,
      sealed: row.sealed,
      remember: row.remember === 1,
      expiresAt: row.expires_at,
    }
  );
}

/** True for the one who takes it: a half sign-in becomes one session. */
export async function deleteHalfSignIn(db: OwnData, idHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('half_sign_ins')
    .where('id_hash', '=', idHash)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
