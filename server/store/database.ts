import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import {
  type Dialect,
  Kysely,
  type Migration,
  Migrator,
  PostgresDialect,
  SqliteDialect,
} from 'kysely';
import pg from 'pg';
import { StorableTextPlugin } from './storable-text.ts';

export interface DatabaseOptions {
  /** Mode of a SQLite file that is created here; 0600 unless other users must read it. */
  fileMode?: number;
  /** `delete` for a SQLite file that other users read: WAL would need them to write beside it. */
  journal?: 'wal' | 'delete';
  /** Where the list of migrations that ran is kept; two lists in one database need two names. */
  migrationTable?: string;
}

/**
 * Opens the database that a URL names, creates it if it is SQLite, and brings its tables up to date.
 *
 * @param url `sqlite:PATH`, `sqlite::memory:` or `postgres://user:password@host:port/database`.
 * @param migrations run in the order of their names, each once.
 * @throws Error with one sentence, without the URL's password, when the URL cannot be right, the
 *   database does not open, or a migration fails.
 */
export async function openDatabase<Tables>(
  url: string,
  migrations: Record<string, Migration>,
  options: DatabaseOptions = {},
): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({
    dialect: dialectOf(url, options),
    plugins: [new StorableTextPlugin()],
  });
  try {
    await migrate(db, migrations, options.migrationTable ?? 'migrations');
  } catch (error) {
    await db.destroy();
    throw new Error(`The database ${withoutSecret(url)} cannot be used: ${reason(error)}.`, {
      cause: error,
    });
  }
  return db;
}

function dialectOf(url: string, options: DatabaseOptions): Dialect {
  if (url.startsWith('sqlite:')) return sqlite(url.slice('sqlite:'.length), options);
  if (/^postgres(ql)?:\/\//.test(url)) return postgres(url);
  throw new Error(
    `The database URL "${withoutSecret(url)}" must be "sqlite:PATH" or "postgres://user@host/database".`,
  );
}

function sqlite(path: string, options: DatabaseOptions): Dialect {
  if (path === '' || path.startsWith('//')) {
    throw new Error(
      `The database URL "sqlite:${path}" needs a file path after "sqlite:", for example "sqlite:data/sobre.sqlite".`,
    );
  }
  return new SqliteDialect({ database: async () => openFile(path, options) });
}

function openFile(path: string, { fileMode = 0o600, journal = 'wal' }: DatabaseOptions) {
  if (path !== ':memory:') createFile(path, fileMode);
  const file = new SQLite(path);
  file.pragma('busy_timeout = 5000');
  file.pragma(`journal_mode = ${journal}`);
  file.pragma('synchronous = normal');
  file.pragma('foreign_keys = on');
  return file;
}

// The mode is given at birth: a file made first and closed to others later was open in between.
function createFile(path: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', mode));
}

function postgres(url: string): Dialect {
  if (!URL.canParse(url) || new URL(url).pathname.length < 2) {
    throw new Error(
      `The database URL "${withoutSecret(url)}" needs a host and a database name, for example "postgres://sobre@localhost/sobre".`,
    );
  }
  const pool = new pg.Pool({ connectionString: url, types: { getTypeParser } });
  // NOTE: an idle connection that the server drops must not end the process; the next query reconnects.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}

// All our integers are epoch milliseconds and bytes, below 2^53: bigint comes as a number, not as text.
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');

async function migrate<Tables>(
  db: Kysely<Tables>,
  migrations: Record<string, Migration>,
  table: string,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: table,
    migrationLockTableName: `${table}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

function withoutSecret(url: string): string {
  return url.replace(/(:\/\/[^/@]*?):[^@]*@/, '$1@').replace(/password=[^&]*/i, 'password=…');
}

// A refused connection is an AggregateError whose own message is empty.
function reason(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return (message || code || String(error)).replace(/\.$/, '');
}
