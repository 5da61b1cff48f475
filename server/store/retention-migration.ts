import type { Kysely, Migration } from 'kysely';

/** The tables of retention rules. */
export interface RetentionTables {
  retention_rules: {
    account: string;
    id: string;
    /** What it says, sealed. */
    sealed: string;
    is_on: number;
    /** Why it rests, null = it does not. */
    rests: string | null;
    ran_at: number | null;
    messages: number;
    bytes: number;
    clean_up: string | null;
    created_at: number;
    /** When its owner last wrote it. */
    written_at: number;
  };
  /** One row an account with rules: when they ran, and who runs them now. */
  retention_accounts: {
    account: string;
    ran_at: number | null;
    owner: string | null;
    lease_until: number;
    remind: number;
    reminded_at: number | null;
  };
  /** What went and was not told yet. */
  retention_untold: {
    account: string;
    clean_up: string;
    /** What a letter says of it, sealed. */
    sealed: string;
    at: number;
  };
  /** At `at`, the folder had no UID from `uid_next` on. */
  retention_marks: {
    account: string;
    folder: string;
    uid_validity: string;
    at: number;
    uid_next: number;
  };
}

export const retention: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('retention_rules')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('is_on', 'integer', (column) => column.notNull())
      .addColumn('rests', 'text')
      .addColumn('ran_at', 'bigint')
      .addColumn('messages', 'bigint', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('clean_up', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('written_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('retention_rules_pk', ['account', 'id'])
      .execute();
    await db.schema
      .createTable('retention_accounts')
      .addColumn('account', 'text', (column) => column.primaryKey())
      .addColumn('ran_at', 'bigint')
      .addColumn('owner', 'text')
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addColumn('remind', 'integer', (column) => column.notNull())
      .addColumn('reminded_at', 'bigint')
      .execute();
    await db.schema
      .createTable('retention_untold')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('clean_up', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('retention_untold_pk', ['account', 'clean_up'])
      .execute();
    await db.schema
      .createTable('retention_marks')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('folder', 'text', (column) => column.notNull())
      .addColumn('uid_validity', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('uid_next', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('retention_marks_pk', ['account', 'folder', 'at'])
      .execute();
  },
};
