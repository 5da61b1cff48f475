import { type Kysely, type Migration, sql } from 'kysely';
import { openDatabase } from './database.ts';

/**
 * The tables that Postfix and Dovecot read through their SQL maps: no sessions, no contacts. A change
 * here is a change of `mailstack/dovecot` and `mailstack/postfix` too.
 */
export interface AccountTables {
  domains: { name: string };
  mailboxes: {
    address: string;
    domain: string;
    name: string;
    password_hash: string;
    quota_bytes: number;
    active: number;
    created_at: number;
  };
  /** One row for each destination. */
  aliases: {
    address: string;
    destination: string;
    domain: string;
    active: number;
  };
  /** A password of one device. `selector`: see `selectorOf`. */
  app_passwords: {
    id: string;
    address: string;
    selector: string;
    password_hash: string;
    name: string;
    created_at: number;
    /** Written by Dovecot at each login with it (`mailstack/dovecot/app-password-uses.conf.ext`). */
    used_at: number | null;
  };
}

export type Accounts = Kysely<AccountTables>;

/**
 * Opens `ACCOUNTS_URL`. A SQLite file is made readable by its group and all, since the mail servers
 * read it under their own users, and keeps no WAL, which a reader could not use without writing.
 * Errors as `openDatabase`.
 */
export function openAccounts(url: string): Promise<Accounts> {
  return openDatabase<AccountTables>(url, accountMigrations, {
    fileMode: 0o644,
    journal: 'delete',
    migrationTable: 'account_migrations',
  });
}

const accountMigrations: Record<string, Migration> = {
  '001-domains-mailboxes-aliases': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('domains')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .execute();
      await createMailboxes(db);
      await createAliases(db);
    },
  },
  '002-app-passwords': { up: createAppPasswords },
};

async function createMailboxes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mailboxes')
    .addColumn('address', 'text', (column) => column.primaryKey())
    .addColumn('domain', 'text', (column) => column.notNull().references('domains.name'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('quota_bytes', 'bigint', (column) => column.notNull().check(sql`quota_bytes >= 0`))
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('mailboxes_domain').on('mailboxes').column('domain').execute();
}

async function createAliases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('aliases')
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('destination', 'text', (column) => column.notNull())
    .addColumn('domain', 'text', (column) => column.notNull().references('domains.name'))
    .addColumn('active', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('aliases_pk', ['address', 'destination'])
    .execute();
  await db.schema.createIndex('aliases_destination').on('aliases').column('destination').execute();
}

async function createAppPasswords(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('app_passwords')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('address', 'text', (column) =>
      column.notNull().references('mailboxes.address').onDelete('cascade'),
    )
    .addColumn('selector', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addUniqueConstraint('app_passwords_selector', ['address', 'selector'])
    .execute();
}
