import type { Kysely, Migration } from 'kysely';

/** Downloads of mail that are being prepared or offered. What they hold is sealed: it names people's mail. */
export interface ExportTables {
  exports: {
    account: string;
    id: string;
    sealed: string;
    created_at: number;
    updated_at: number;
  };
  /** Some hundred messages of a file, in the order of their bytes. Lengths are bytes of the file. */
  export_pieces: {
    account: string;
    export: string;
    part: number;
    place: number;
    messages: number;
    length: number;
    /** Of what stands about them at the end of a zip. */
    directory: number;
    sealed: string;
  };
}

export const exportTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('exports')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('exports_pk', ['account', 'id'])
      .execute();
    await db.schema
      .createTable('export_pieces')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('export', 'text', (column) => column.notNull())
      .addColumn('part', 'integer', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('messages', 'integer', (column) => column.notNull())
      .addColumn('length', 'bigint', (column) => column.notNull())
      .addColumn('directory', 'bigint', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('export_pieces_pk', ['account', 'export', 'part', 'place'])
      .execute();
  },
};
