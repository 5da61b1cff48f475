import type { Selectable } from 'kysely';
import type { OwnData, OwnTables } from './own-data.ts';

/**
 * Where a letter is: `held` (may be undone), `sending` (the mail server has not answered yet), `sent`
 * (accepted, no copy in Sent yet), `filed` (the copy is in Sent), `failed` (refused), `cancelled`
 * (undone), `unknown` (no answer after the last byte: it may have left, so it is never resent).
 */
export type OutboxState =
  | 'held'
  | 'sending'
  | 'sent'
  | 'filed'
  | 'failed'
  | 'cancelled'
  | 'unknown';

/** The SMTP envelope (RFC 5321): what is said in MAIL FROM and RCPT TO. */
export interface OutboxEnvelope {
  from: string;
  to: string[];
}

/** A letter on its way out. Times are epoch milliseconds. */
export interface OutboxEntry {
  /** Chosen by the writer's browser, so that a repeated request is recognised. */
  id: string;
  account: string;
  state: OutboxState;
  messageId: string;
  envelope: OutboxEnvelope;
  /** The message's bytes, or null once they are no longer needed. */
  raw: Buffer | null;
  error: string | null;
  createdAt: number;
  updatedAt: number;
}

/** Puts a letter in the outbox; false when the account already has one with that id. */
export async function insertOutbox(db: OwnData, entry: OutboxEntry): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('outbox')
    .values(toRow(entry))
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export interface OutboxChange {
  state: OutboxState;
  updatedAt: number;
  /** The server's refusal in its own words; null clears it. */
  error?: string | null;
  /** null lets the bytes go. */
  raw?: Buffer | null;
}

/**
 * Records the next step of a letter. With `from`, only when it is still in that state: of two that
 * race (send and undo, two processes) exactly one is answered true.
 */
export async function updateOutboxState(
  db: OwnData,
  account: string,
  id: string,
  { updatedAt, ...change }: OutboxChange,
  { from }: { from?: OutboxState } = {},
): Promise<boolean> {
  let query = db
    .updateTable('outbox')
    .set({ ...change, updated_at: updatedAt })
    .where('account', '=', account)
    .where('id', '=', id);
  if (from !== undefined) query = query.where('state', '=', from);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function findOutbox(
  db: OwnData,
  account: string,
  id: string,
): Promise<OutboxEntry | undefined> {
  const row = await db
    .selectFrom('outbox')
    .selectAll()
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
}

type Row = Selectable<OwnTables['outbox']>;

function toRow(entry: OutboxEntry): Row {
  return {
    id: entry.id,
    account: entry.account,
    state: entry.state,
    message_id: entry.messageId,
    envelope: JSON.stringify(entry.envelope),
    raw: entry.raw,
    error: entry.error,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
  };
}

function fromRow(row: Row): OutboxEntry {
  return {
    id: row.id,
    account: row.account,
    state: row.state as OutboxState,
    messageId: row.message_id,
    envelope: JSON.parse(row.envelope),
    raw: row.raw,
    error: row.error,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
