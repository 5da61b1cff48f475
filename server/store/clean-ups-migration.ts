import type { Kysely, Migration } from 'kysely';

/** The basket of each account, its clean-ups, and the ledger of what each of them does. */
export interface CleanUpTables {
  /** `sealed`: the lines, which tell of the account's mail. */
  baskets: { account: string; sealed: string };
  clean_ups: {
    account: string;
    id: string;
    state: string;
    action: string;
    /** The words on screen, sealed: they name senders. */
    words: string;
    language: string;
    spares: string;
    messages: number;
    bytes: number;
    oldest: number | null;
    newest: number | null;
    done: number;
    done_bytes: number;
    freed: number;
    missed: number;
    trouble: string | null;
    wish: string | null;
    queued_at: number;
    due_at: number | null;
    owner: string | null;
    tries: number;
    sealed: string | null;
    started_at: number;
    ended_at: number | null;
    back_until: number | null;
    in_trash: string | null;
    updated_at: number;
  };
  clean_up_pieces: {
    account: string;
    clean_up: string;
    place: number;
    act: string;
    state: string;
    folder: string;
    uid_validity: string;
    uid_next: number | null;
    to_folder: string | null;
    to_validity: string | null;
    to_uid_next: number | null;
    items: string;
  };
}

export const cleanUps: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('baskets')
      .addColumn('account', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('clean_ups')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('spares', 'text', (column) => column.notNull())
      .addColumn('messages', 'bigint', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('oldest', 'bigint')
      .addColumn('newest', 'bigint')
      .addColumn('done', 'bigint', (column) => column.notNull())
      .addColumn('done_bytes', 'bigint', (column) => column.notNull())
      .addColumn('freed', 'bigint', (column) => column.notNull())
      .addColumn('missed', 'bigint', (column) => column.notNull())
      .addColumn('trouble', 'text')
      .addColumn('wish', 'text')
      .addColumn('queued_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('owner', 'text')
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('sealed', 'text')
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('ended_at', 'bigint')
      .addColumn('back_until', 'bigint')
      .addColumn('in_trash', 'text')
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('clean_ups_pk', ['account', 'id'])
      .execute();
    await db.schema.createIndex('clean_ups_state').on('clean_ups').column('state').execute();
    await db.schema
      .createTable('clean_up_pieces')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('clean_up', 'text', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('folder', 'text', (column) => column.notNull())
      .addColumn('uid_validity', 'text', (column) => column.notNull())
      .addColumn('uid_next', 'bigint')
      .addColumn('to_folder', 'text')
      .addColumn('to_validity', 'text')
      .addColumn('to_uid_next', 'bigint')
      .addColumn('items', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('clean_up_pieces_pk', ['account', 'clean_up', 'place'])
      .execute();
  },
};
