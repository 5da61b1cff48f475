import type { Kysely, Migration } from 'kysely';
import { bytesType } from './column-types.ts';
import { addressBooks } from './contacts-migration.ts';

/** One list for both engines, in order; what has run anywhere is never changed. */
export const ownMigrations: Record<string, Migration> = {
  '001-sessions': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('sessions')
        .addColumn('id_hash', 'text', (column) => column.primaryKey())
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('sealed', 'text', (column) => column.notNull())
        .addColumn('remember', 'integer', (column) => column.notNull())
        .addColumn('user_agent', 'text', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await indexOn(db, 'sessions', 'account');
      await indexOn(db, 'sessions', 'expires_at');
    },
  },
  '002-preferences': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('preferences')
        .addColumn('account', 'text', (column) => column.primaryKey())
        .addColumn('json', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '003-outbox': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('outbox')
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('message_id', 'text', (column) => column.notNull())
        .addColumn('envelope', 'text', (column) => column.notNull())
        .addColumn('raw', bytesType(db))
        .addColumn('error', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('outbox_pk', ['account', 'id'])
        .execute();
    },
  },
  '004-events': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('events')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('event_hash', 'text', (column) => column.notNull())
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .addColumn('stamp', 'bigint', (column) => column.notNull())
        .addColumn('cancelled', 'integer', (column) => column.notNull())
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('before', 'text')
        .addColumn('answer', 'text')
        .addColumn('answered', 'bigint')
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('events_pk', ['account', 'event_hash'])
        .execute();
    },
  },
  '005-subscriptions': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('subscriptions')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('list_hash', 'text', (column) => column.notNull())
        .addColumn('way', 'text', (column) => column.notNull())
        .addColumn('left_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('subscriptions_pk', ['account', 'list_hash'])
        .execute();
    },
  },
  '006-contacts': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('contacts')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('json', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('contacts_pk', ['account', 'id'])
        .execute();
    },
  },
  '007-blobs': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('blob_pieces')
        .addColumn('blob', 'text', (column) => column.notNull())
        .addColumn('place', 'bigint', (column) => column.notNull())
        .addColumn('bytes', bytesType(db), (column) => column.notNull())
        .addPrimaryKeyConstraint('blob_pieces_pk', ['blob', 'place'])
        .execute();
    },
  },
  '013-address-books': addressBooks,
};

async function indexOn(db: Kysely<unknown>, table: string, column: string): Promise<void> {
  await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
}
