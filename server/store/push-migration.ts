import type { Kysely, Migration } from 'kysely';

/** Browsers that are told of new mail while no page is open. */
export const pushSubscriptions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('push_subscriptions')
      .addColumn('session_id', 'text', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('endpoint', 'text', (column) => column.notNull())
      .addColumn('p256dh', 'text', (column) => column.notNull())
      .addColumn('auth', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('told_at', 'bigint')
      .execute();
    await db.schema
      .createIndex('push_subscriptions_account')
      .on('push_subscriptions')
      .column('account')
      .execute();
  },
};
