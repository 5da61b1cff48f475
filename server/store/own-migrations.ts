import type { Kysely, Migration } from 'kysely';
import { cleanUps } from './clean-ups-migration.ts';
import { bytesType } from './column-types.ts';
import { addressBooks } from './contacts-migration.ts';
import { exportTables } from './exports-migration.ts';
import { inventory } from './inventory-migration.ts';
import { pushSubscriptions } from './push-migration.ts';
import { retention } from './retention-migration.ts';
import { secondFactor } from './second-factor-migration.ts';
import { storageDays } from './storage-days.ts';

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
  '010-outbox-on-its-way': {
    async up(db: Kysely<unknown>) {
      // What it held had left before anybody was answered: nothing of it is still on its way.
      await db.schema.dropTable('outbox').execute();
      await db.schema
        .createTable('outbox')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('attempt', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('message_id', 'text', (column) => column.notNull())
        .addColumn('envelope', 'text', (column) => column.notNull())
        .addColumn('shown', 'text', (column) => column.notNull())
        .addColumn('waits', 'text')
        .addColumn('due_at', 'bigint')
        .addColumn('owner', 'text')
        .addColumn('tries', 'integer', (column) => column.notNull())
        .addColumn('since', 'bigint', (column) => column.notNull())
        .addColumn('ending_at', 'bigint')
        .addColumn('filing', 'integer', (column) => column.notNull())
        .addColumn('saved_in', 'text')
        .addColumn('trouble', 'text')
        .addColumn('refused', 'text', (column) => column.notNull())
        .addColumn('letter', 'text')
        .addColumn('blob', 'text')
        .addColumn('sealed', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('outbox_items_pk', ['account', 'id'])
        .execute();
      await indexOn(db, 'outbox', 'due_at');
    },
  },
  '014-uploads': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('uploads')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('size', 'bigint', (column) => column.notNull())
        .addColumn('modified', 'bigint', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('used_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('uploads_pk', ['account', 'id'])
        .execute();
      await indexOn(db, 'uploads', 'used_at');
    },
  },
  '012-people': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('identities')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('json', 'text', (column) => column.notNull())
        .addColumn('is_default', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('identities_pk', ['account', 'id'])
        .execute();
      await db.schema
        .createTable('templates')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('json', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('templates_pk', ['account', 'id'])
        .execute();
      await db.schema
        .createTable('people')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('written', 'integer', (column) => column.notNull())
        .addColumn('heard', 'integer', (column) => column.notNull())
        .addColumn('last_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('people_pk', ['account', 'key'])
        .execute();
      await db.schema
        .createTable('people_read')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('folder', 'text', (column) => column.notNull())
        .addColumn('uid_validity', 'text', (column) => column.notNull())
        .addColumn('uid_next', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('people_read_pk', ['account', 'folder'])
        .execute();
    },
  },
  '020-password-history': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('password_history')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
      await indexOn(db, 'password_history', 'account');
    },
  },
  '021-second-factor': secondFactor,
  '022-script-versions': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('script_versions')
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('replaced_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('script_versions_pk', ['account', 'id'])
        .execute();
    },
  },
  '024-push-subscriptions': pushSubscriptions,
  '025-inventory': inventory,
  '026-clean-ups': cleanUps,
  '027-retention': retention,
  '028-storage-days': storageDays,
  '029-exports': exportTables,
};

async function indexOn(db: Kysely<unknown>, table: string, column: string): Promise<void> {
  await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
}
