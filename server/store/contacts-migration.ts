import type { Kysely, Migration } from 'kysely';

/** Address books: all of a person, what takes a change back, and the way to an address book elsewhere. */
export const addressBooks: Migration = {
  async up(db: Kysely<unknown>) {
    for (const name of ['card', 'uid'])
      await db.schema
        .alterTable('contacts')
        .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
        .execute();
    for (const name of ['photo', 'photo_hash', 'href', 'etag'])
      await db.schema.alterTable('contacts').addColumn(name, 'text').execute();
    await db.schema
      .alterTable('contacts')
      .addColumn('collected', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('contacts').addColumn('synced_at', 'bigint').execute();
    await db.schema
      .createTable('contact_changes')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('change', 'text', (column) => column.notNull())
      .addColumn('contact', 'text', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('json', 'text')
      .addColumn('card', 'text')
      .addColumn('uid', 'text')
      .addColumn('photo', 'text')
      .addColumn('photo_hash', 'text')
      .addColumn('keeps_photo', 'integer', (column) => column.notNull())
      .addColumn('collected', 'integer')
      .addColumn('created_at', 'bigint')
      .addColumn('href', 'text')
      .addColumn('etag', 'text')
      .addPrimaryKeyConstraint('contact_changes_pk', ['account', 'change', 'contact'])
      .execute();
    await db.schema
      .createTable('contact_tombstones')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('href', 'text', (column) => column.notNull())
      .addColumn('etag', 'text')
      .addPrimaryKeyConstraint('contact_tombstones_pk', ['account', 'href'])
      .execute();
    await db.schema
      .createTable('contact_books')
      .addColumn('account', 'text', (column) => column.primaryKey())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('token', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('checked_at', 'bigint', (column) => column.notNull())
      .addColumn('same_at', 'bigint')
      .execute();
  },
};
