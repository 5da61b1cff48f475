import { createHash } from 'node:crypto';
import type { OwnData } from './own-data.ts';

/** What a version of an event said, to tell later what changed. */
export interface SeenVersion {
  title: string;
  place: string;
  start: string | null;
  end: string | null;
}

/** The latest version of an event that the account has seen, and what it answered. */
export interface SeenEvent {
  sequence: number;
  stamp: number;
  isCancelled: boolean;
  version: SeenVersion;
  /** The version before the last change; null when there was none. */
  before: SeenVersion | null;
  answer: string | null;
  /** The sequence that was answered. */
  answered: number | null;
  updatedAt: number;
}

/** Which event: organisers choose UIDs of any length, and occurrences are events of their own. */
export interface EventKey {
  organizer: string;
  uid: string;
  occurrence: string;
}

export async function findSeenEvent(
  db: OwnData,
  account: string,
  key: EventKey,
): Promise<SeenEvent | null> {
  const row = await db
    .selectFrom('events')
    .selectAll()
    .where('account', '=', account)
    .where('event_hash', '=', hashOf(key))
    .executeTakeFirst();
  if (!row) return null;
  return {
    sequence: row.sequence,
    stamp: row.stamp,
    isCancelled: row.cancelled === 1,
    version: JSON.parse(row.version),
    before: row.before === null ? null : JSON.parse(row.before),
    answer: row.answer,
    answered: row.answered,
    updatedAt: row.updated_at,
  };
}

/** Keeps what is known of an event, in the place of what was. */
export async function keepSeenEvent(
  db: OwnData,
  account: string,
  key: EventKey,
  event: SeenEvent,
): Promise<void> {
  const values = {
    sequence: event.sequence,
    stamp: event.stamp,
    cancelled: event.isCancelled ? 1 : 0,
    version: JSON.stringify(event.version),
    before: event.before && JSON.stringify(event.before),
    answer: event.answer,
    answered: event.answered,
    updated_at: event.updatedAt,
  };
  await db
    .insertInto('events')
    .values({ account, event_hash: hashOf(key), ...values })
    .onConflict((conflict) => conflict.columns(['account', 'event_hash']).doUpdateSet(values))
    .execute();
}

const hashOf = ({ organizer, uid, occurrence }: EventKey) =>
  createHash('sha256')
    .update(JSON.stringify([organizer.toLowerCase(), uid, occurrence]))
    .digest('hex');
