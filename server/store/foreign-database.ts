import SQLite from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import pg from 'pg';
import { readStatement, type StatementName } from './bound-statement.ts';

/** A database that is somebody else's: no table of ours, no setting changed. */
export interface ForeignDatabase {
  /**
   * Runs a statement that must change exactly one row; otherwise nothing is changed.
   *
   * @returns how many rows it would have changed.
   * @throws the database's error.
   */
  changeOne(statement: string, values: Record<StatementName, string>): Promise<number>;
  close(): Promise<void>;
}

/** @param url `sqlite:PATH` of a file that exists, or `postgres://…`. Opened at the first change. */
export function openForeignDatabase(url: string): ForeignDatabase {
  const db = new Kysely<unknown>({ dialect: dialectOf(url) });
  return {
    async changeOne(statement, values) {
      const { texts, names } = readStatement(statement);
      const bound = sql(
        Object.assign([...texts], { raw: texts }),
        ...names.map((name) => values[name]),
      );
      let changed = 0;
      await db
        .transaction()
        .execute(async (transaction) => {
          const { numAffectedRows = 0n } = await bound.execute(transaction);
          changed = Number(numAffectedRows);
          if (changed !== 1) throw NOT_ONE;
        })
        .catch((error: unknown) => {
          if (error !== NOT_ONE) throw error;
        });
      return changed;
    },
    close: () => db.destroy(),
  };
}

const NOT_ONE = new Error('not exactly one row');
const PATIENCE = 10_000;

function dialectOf(url: string) {
  if (url.startsWith('sqlite:')) {
    return new SqliteDialect({
      database: async () => {
        const file = new SQLite(url.slice('sqlite:'.length), { fileMustExist: true });
        file.pragma('busy_timeout = 5000');
        return file;
      },
    });
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
  });
  // NOTE: an idle connection that the server drops must not end the process; the next query reconnects.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}
