import type { Kysely, Migration } from 'kysely';
import { bytesType } from './column-types.ts';

/** What is known of the messages of a mailbox. Who writes what is sealed. */
export interface InventoryTables {
  inventories: {
    account: string;
    state: string;
    done: number;
    total: number;
    /** When a reading last came to its end. */
    read_at: number | null;
    used_at: number;
  };
  /** `version` counts every change of what is known of the folder. */
  inventory_folders: {
    id: string;
    account: string;
    path: string;
    use: string;
    uid_validity: string;
    mailbox_id: string | null;
    /** Up to there its messages are known. */
    uid_next: number;
    /** Up to there its changes are known. */
    modseq: string;
    version: number;
  };
  /** Messages with a UID from `place` on, up to the next piece's. */
  inventory_pieces: {
    folder_id: string;
    place: number;
    messages: number;
    /** Of them, those whose details are not known yet, and what they weigh. */
    bare: number;
    bare_bytes: number;
    sealed: Buffer;
  };
  inventory_marks: {
    folder_id: string;
    kind: string;
    uids: string;
  };
}

export const inventory: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('inventories')
      .addColumn('account', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('done', 'bigint', (column) => column.notNull())
      .addColumn('total', 'bigint', (column) => column.notNull())
      .addColumn('read_at', 'bigint')
      .addColumn('used_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('inventory_folders')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('use', 'text', (column) => column.notNull())
      .addColumn('uid_validity', 'text', (column) => column.notNull())
      .addColumn('mailbox_id', 'text')
      .addColumn('uid_next', 'bigint', (column) => column.notNull())
      .addColumn('modseq', 'text', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('inventory_folders_path', ['account', 'path'])
      .execute();
    await db.schema
      .createTable('inventory_pieces')
      .addColumn('folder_id', 'text', (column) =>
        column.notNull().references('inventory_folders.id').onDelete('cascade'),
      )
      .addColumn('place', 'bigint', (column) => column.notNull())
      .addColumn('messages', 'integer', (column) => column.notNull())
      .addColumn('bare', 'integer', (column) => column.notNull())
      .addColumn('bare_bytes', 'bigint', (column) => column.notNull())
      .addColumn('sealed', bytesType(db), (column) => column.notNull())
      .addPrimaryKeyConstraint('inventory_pieces_pk', ['folder_id', 'place'])
      .execute();
    await db.schema
      .createTable('inventory_marks')
      .addColumn('folder_id', 'text', (column) =>
        column.notNull().references('inventory_folders.id').onDelete('cascade'),
      )
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('uids', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('inventory_marks_pk', ['folder_id', 'kind'])
      .execute();
  },
};
