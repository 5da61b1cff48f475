import type { Selectable, Updateable } from 'kysely';
import type { CleanUp, Protection } from '../../shared/clean-up.ts';
import type { UidSet } from '../../shared/values.ts';
import type { OwnData, OwnTables } from './own-data.ts';

/** A clean-up as it is kept. Times are epoch milliseconds; the figures are those of `shared/clean-up.ts`. */
export interface CleanUpEntry
  extends Omit<CleanUp, 'tool' | 'about' | 'oldest' | 'newest'>,
    Pick<CleanUp, 'oldest' | 'newest'> {
  account: string;
  /** Tool and about, sealed. */
  words: string;
  /** Of the notes that lightening leaves. */
  language: 'en' | 'fr';
  /** Protections that hold while it runs: what gets such a mark meanwhile stays. */
  spares: Protection[];
  /** What its owner wants of it at the end of the piece under way. */
  wish: 'stop' | 'back' | null;
  /** Its place in the account's line: one clean-up after the other. */
  queuedAt: number;
  /** When somebody may take its next step; while one does, when that claim ends. null = nobody. */
  dueAt: number | null;
  owner: string | null;
  tries: number;
  /** The password under the server's key, for this clean-up only, while it is needed. */
  sealed: string | null;
  /** Where its messages are in Trash, once it has ended. */
  inTrash: InTrash[] | null;
  updatedAt: number;
}
export interface InTrash {
  folder: string;
  uidValidity: string;
  uids: UidSet;
}

export type CleanUpKey = Pick<CleanUpEntry, 'account' | 'id'>;
export type CleanUpChange = Partial<Omit<CleanUpEntry, 'account' | 'id' | 'startedAt'>>;

/** What a row must still be like for a change to be made: of two that race exactly one is answered true. */
export interface CleanUpStill {
  state?: CleanUp['state'] | CleanUp['state'][];
  owner?: string | null;
  dueAt?: number | null;
}

const OPEN = ['running', 'going-back', 'waiting'];

export async function insertCleanUp(db: OwnData, entry: CleanUpEntry): Promise<void> {
  const row = { ...toRow(entry), account: entry.account, id: entry.id };
  await db
    .insertInto('clean_ups')
    .values({ ...row, started_at: entry.startedAt } as Row)
    .execute();
}

/** Changes a clean-up, if it is `still` what the one who changes it believes. */
export async function updateCleanUp(
  db: OwnData,
  { account, id }: CleanUpKey,
  change: CleanUpChange,
  still: CleanUpStill = {},
): Promise<boolean> {
  let query = db
    .updateTable('clean_ups')
    .set(toRow({ updatedAt: Date.now(), ...change }))
    .where('account', '=', account)
    .where('id', '=', id);
  const equal = (value: unknown) => (value === null ? 'is' : '=');
  if (still.state !== undefined) query = query.where('state', 'in', [still.state].flat());
  if (still.owner !== undefined) query = query.where('owner', equal(still.owner), still.owner);
  if (still.dueAt !== undefined) query = query.where('due_at', equal(still.dueAt), still.dueAt);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function findCleanUp(
  db: OwnData,
  account: string,
  id: string,
): Promise<CleanUpEntry | undefined> {
  const row = await db
    .selectFrom('clean_ups')
    .selectAll()
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The account's clean-ups, the newest first. */
export async function listCleanUps(db: OwnData, account: string): Promise<CleanUpEntry[]> {
  const rows = await db
    .selectFrom('clean_ups')
    .selectAll()
    .where('account', '=', account)
    .orderBy('started_at', 'desc')
    .orderBy('queued_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(fromRow);
}

/** Of every account that has any, the clean-up that is first in line: only that one may be claimed. */
export async function firstInLine(db: OwnData, only?: string): Promise<CleanUpEntry[]> {
  let query = db
    .selectFrom('clean_ups')
    .selectAll()
    .where('state', 'in', OPEN)
    .orderBy('queued_at')
    .orderBy('id');
  if (only !== undefined) query = query.where('account', '=', only);
  const heads = new Map<string, Row>();
  for (const row of await query.execute()) if (!heads.has(row.account)) heads.set(row.account, row);
  return [...heads.values()].map(fromRow);
}

/** Forgets what ended before `before`, with its ledger. */
export async function sweepCleanUps(db: OwnData, before: number): Promise<void> {
  const old = await db
    .selectFrom('clean_ups')
    .select(['account', 'id'])
    .where('ended_at', '<', before)
    .where('state', 'not in', OPEN)
    .execute();
  for (const { account, id } of old) {
    await db
      .deleteFrom('clean_up_pieces')
      .where('account', '=', account)
      .where('clean_up', '=', id)
      .execute();
    await db.deleteFrom('clean_ups').where('account', '=', account).where('id', '=', id).execute();
  }
}

type Row = Selectable<OwnTables['clean_ups']>;

const asIs = <T>(value: T) => value;
const asJson = (value: unknown) => value && JSON.stringify(value);
const columns: {
  [Field in keyof Required<CleanUpChange>]: [keyof Row, (value: never) => unknown];
} = {
  state: ['state', asIs],
  action: ['action', asIs],
  words: ['words', asIs],
  language: ['language', asIs],
  spares: ['spares', asJson],
  messages: ['messages', asIs],
  bytes: ['bytes', asIs],
  oldest: ['oldest', asIs],
  newest: ['newest', asIs],
  done: ['done', asIs],
  doneBytes: ['done_bytes', asIs],
  freed: ['freed', asIs],
  missed: ['missed', asIs],
  trouble: ['trouble', asIs],
  wish: ['wish', asIs],
  queuedAt: ['queued_at', asIs],
  dueAt: ['due_at', asIs],
  owner: ['owner', asIs],
  tries: ['tries', asIs],
  sealed: ['sealed', asIs],
  endedAt: ['ended_at', asIs],
  backUntil: ['back_until', asIs],
  inTrash: ['in_trash', asJson],
  updatedAt: ['updated_at', asIs],
};

function toRow(change: CleanUpChange): Updateable<OwnTables['clean_ups']> {
  const pairs = Object.entries(columns).flatMap(([field, [column, write]]) => {
    const value = change[field as keyof CleanUpChange];
    return value === undefined ? [] : [[column, write(value as never)]];
  });
  return Object.fromEntries(pairs);
}

function fromRow(row: Row): CleanUpEntry {
  return {
    account: row.account,
    id: row.id,
    state: row.state as CleanUpEntry['state'],
    action: row.action as CleanUpEntry['action'],
    words: row.words,
    language: row.language as CleanUpEntry['language'],
    spares: JSON.parse(row.spares),
    messages: row.messages,
    bytes: row.bytes,
    oldest: row.oldest,
    newest: row.newest,
    done: row.done,
    doneBytes: row.done_bytes,
    freed: row.freed,
    missed: row.missed,
    trouble: row.trouble,
    wish: row.wish as CleanUpEntry['wish'],
    queuedAt: row.queued_at,
    dueAt: row.due_at,
    owner: row.owner,
    tries: row.tries,
    sealed: row.sealed,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    backUntil: row.back_until,
    inTrash: row.in_trash === null ? null : JSON.parse(row.in_trash),
    updatedAt: row.updated_at,
  };
}
