import { type ColumnDataType, type Kysely, SqliteAdapter } from 'kysely';

/** The type of a column of bytes, the one type that the two engines name differently. */
export function bytesType(db: Kysely<unknown>): ColumnDataType {
  return db.getExecutor().adapter instanceof SqliteAdapter ? 'blob' : 'bytea';
}
