import { afterAll, beforeAll, describe } from 'vitest';
import { type PostgresFixture, startPostgres } from './postgres-fixture.ts';

/**
 * Runs a suite on SQLite and on a real PostgreSQL: the store promises the same answers on both.
 *
 * @param suite gets a function that answers the URL of an empty database.
 */
export function onBothEngines(
  title: string,
  suite: (emptyDatabase: () => Promise<string>) => void,
): void {
  describe(`${title} on SQLite`, () => suite(async () => 'sqlite::memory:'));

  describe(`${title} on PostgreSQL`, () => {
    let postgres: PostgresFixture;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres.stop());
    suite(() => postgres.createDatabase());
  });
}
