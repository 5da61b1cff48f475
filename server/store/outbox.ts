import type { Selectable, Updateable } from 'kysely';
import type { OutboxItem, OutboxState } from '../../shared/outbox.ts';
import type { OwnData, OwnTables } from './own-data.ts';

/** The SMTP envelope (RFC 5321): what is said in MAIL FROM and RCPT TO. */
export interface OutboxEnvelope {
  from: string;
  to: string[];
}

/** A letter on its way out. Times are epoch milliseconds. */
export interface OutboxEntry {
  account: string;
  /** Chosen by the writer's browser, so that a repeated request is recognised. */
  id: string;
  /** How often it was taken back: a request that says another number is from before, or after. */
  attempt: number;
  state: OutboxState;
  messageId: string;
  envelope: OutboxEnvelope;
  /** What a list shows of it. */
  shown: Pick<OutboxItem, 'subject' | 'to' | 'recipients'>;
  waits: OutboxItem['waits'];
  /** When somebody may take its next step; while one does, when that claim ends. null = nobody. */
  dueAt: number | null;
  /** Who takes the step now. */
  owner: string | null;
  /** How often the step that is next was tried. */
  tries: number;
  /** When it was first to leave: its Date, and where the patience with the server begins. */
  since: number;
  /** Recorded before the last bytes go out: from then on it may have left. */
  endingAt: number | null;
  /** Recorded before the copy is put into Sent: from then on it may be there. */
  filing: boolean;
  savedIn: string | null;
  trouble: OutboxItem['trouble'];
  refused: OutboxItem['refused'];
  /** The letter as it was written, JSON, while it may be written again. */
  letter: string | null;
  /** The message's bytes, while they are needed. */
  blob: string | null;
  /** The sender's password under the server's key, for this letter only, while it is needed. */
  sealed: string | null;
  createdAt: number;
  updatedAt: number;
}

type Key = Pick<OutboxEntry, 'account' | 'id'>;
type Change = Partial<Omit<OutboxEntry, 'account' | 'id' | 'createdAt'>>;

/** What a row must still be like for a change to be made: of two that race exactly one is answered true. */
export interface Still {
  state?: OutboxState | OutboxState[];
  attempt?: number;
  owner?: string | null;
  dueAt?: number | null;
}

/** Puts a letter in the outbox; false when the account already has one with that id. */
export async function insertOutbox(db: OwnData, entry: OutboxEntry): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('outbox')
    .values({
      ...toRow(entry),
      account: entry.account,
      id: entry.id,
      created_at: entry.createdAt,
    } as Row)
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Records the next step of a letter, if it is `still` what the one who takes it believes. */
export async function updateOutbox(
  db: OwnData,
  { account, id }: Key,
  change: Change,
  still: Still = {},
): Promise<boolean> {
  let query = db
    .updateTable('outbox')
    .set(toRow({ updatedAt: Date.now(), ...change }))
    .where('account', '=', account)
    .where('id', '=', id);
  if (still.state !== undefined) query = query.where('state', 'in', [still.state].flat());
  if (still.attempt !== undefined) query = query.where('attempt', '=', still.attempt);
  const equal = (value: unknown) => (value === null ? 'is' : '=');
  if (still.owner !== undefined) query = query.where('owner', equal(still.owner), still.owner);
  if (still.dueAt !== undefined) query = query.where('due_at', equal(still.dueAt), still.dueAt);
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

/** What a list of letters needs; not their words, which may be long. */
export type OutboxLine = Omit<OutboxEntry, 'letter'>;

const LINE = [
  'account',
  'id',
  'attempt',
  'state',
  'message_id',
  'envelope',
  'shown',
  'waits',
  'due_at',
  'owner',
  'tries',
  'since',
  'ending_at',
  'filing',
  'saved_in',
  'trouble',
  'refused',
  'blob',
  'sealed',
  'created_at',
  'updated_at',
] as const;

/** The letters of an account that are not over, the newest first. */
export async function listOutbox(db: OwnData, account: string): Promise<OutboxLine[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(LINE)
    .where('account', '=', account)
    .where('letter', 'is not', null)
    .where('state', '!=', 'cancelled')
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(fromRow);
}

/** How many letters of an account are not over. */
export async function countOutbox(db: OwnData, account: string): Promise<number> {
  const { count } = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number | bigint | string>().as('count'))
    .where('account', '=', account)
    .where('letter', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Letters whose next step is due at `now`, the longest due first. */
export async function dueOutbox(db: OwnData, now: number, limit: number): Promise<OutboxLine[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(LINE)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/** When the first step that is not due at `now` will be. */
export async function nextOutbox(db: OwnData, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('outbox')
    .select('due_at')
    .where('due_at', '>', now)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

/** Replaces the password that an account's letters carry; a letter that needs none any more gets none. */
export async function resealOutbox(
  db: OwnData,
  account: string,
  sealFor: (id: string) => string,
): Promise<void> {
  const rows = await db
    .selectFrom('outbox')
    .select('id')
    .where('account', '=', account)
    .where('sealed', 'is not', null)
    .execute();
  for (const { id } of rows) {
    await db
      .updateTable('outbox')
      .set({ sealed: sealFor(id) })
      .where('account', '=', account)
      .where('id', '=', id)
      .where('sealed', 'is not', null)
      .execute();
  }
}

/** Goes on holding the letters that `owner` has claimed. */
export async function holdClaims(
  db: OwnData,
  owner: string,
  claimed: Iterable<Key>,
  until: number,
): Promise<void> {
  for (const { account, id } of claimed) {
    await updateOutbox(db, { account, id }, { dueAt: until }, { owner });
  }
}

/** Forgets the letters that were over before `before`: until then a repeated request is recognised. */
export async function sweepOutbox(db: OwnData, before: number): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('updated_at', '<', before)
    .where('due_at', 'is', null)
    .where('letter', 'is', null)
    .execute();
}

type Row = Selectable<OwnTables['outbox']>;

const asIs = <T>(value: T) => value;
const columns: {
  [Field in keyof Required<Change>]: [keyof Row, (value: never) => unknown];
} = {
  attempt: ['attempt', asIs],
  state: ['state', asIs],
  messageId: ['message_id', asIs],
  envelope: ['envelope', JSON.stringify],
  shown: ['shown', JSON.stringify],
  waits: ['waits', asIs],
  dueAt: ['due_at', asIs],
  owner: ['owner', asIs],
  tries: ['tries', asIs],
  since: ['since', asIs],
  endingAt: ['ending_at', asIs],
  filing: ['filing', Number],
  savedIn: ['saved_in', asIs],
  trouble: ['trouble', (trouble: object | null) => trouble && JSON.stringify(trouble)],
  refused: ['refused', JSON.stringify],
  letter: ['letter', asIs],
  blob: ['blob', asIs],
  sealed: ['sealed', asIs],
  updatedAt: ['updated_at', asIs],
};

function toRow(change: Change): Updateable<OwnTables['outbox']> {
  const pairs = Object.entries(columns).flatMap(([field, [column, write]]) => {
    const value = change[field as keyof Change];
    return value === undefined ? [] : [[column, write(value as never)]];
  });
  return Object.fromEntries(pairs);
}

function fromRow(row: Omit<Row, 'letter'> & { letter?: string | null }): OutboxEntry {
  return {
    account: row.account,
    id: row.id,
    attempt: row.attempt,
    state: row.state as OutboxState,
    messageId: row.message_id,
    envelope: JSON.parse(row.envelope),
    shown: JSON.parse(row.shown),
    waits: row.waits as OutboxEntry['waits'],
    dueAt: row.due_at,
    owner: row.owner,
    tries: row.tries,
    since: row.since,
    endingAt: row.ending_at,
    filing: row.filing === 1,
    savedIn: row.saved_in,
    trouble: row.trouble === null ? null : JSON.parse(row.trouble),
    refused: JSON.parse(row.refused),
    letter: row.letter ?? null,
    blob: row.blob,
    sealed: row.sealed,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
