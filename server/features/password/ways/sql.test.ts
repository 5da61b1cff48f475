import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPasswordConfig } from '../../../config-password.ts';
import { verifyPassword } from '../../../store/password-hash.ts';
import { type PostgresFixture, startPostgres } from '../../../store/postgres-fixture.ts';
import { openPasswordWay } from '../way.ts';

const NEW = 'plume-Orage9-tuile-banc';
const POSTFIXADMIN = 'UPDATE mailbox SET password = :hash WHERE username = :address';
const TABLE =
  "create table mailbox (username text primary key, local_part text, domain text, password text, active boolean default true); insert into mailbox values ('ana@test.example', 'ana', 'test.example', 'old', true), ('bob@test.example', 'bob', 'test.example', 'old', true)";

interface Engine {
  url: string;
  passwords(): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

suite('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sobre-sql-'));
  const file = new SQLite(join(folder, 'mail.sqlite'));
  file.exec(TABLE);
  return {
    url: `sqlite:${join(folder, 'mail.sqlite')}`,
    passwords: async () => byName(file.prepare('select * from mailbox').all()),
    async stop() {
      file.close();
      rmSync(folder, { recursive: true });
    },
  };
});

suite('PostgreSQL', async () => {
  const postgres: PostgresFixture = await startPostgres();
  const url = await postgres.createDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(TABLE);
  return {
    url,
    passwords: async () => byName((await client.query('select * from mailbox')).rows),
    async stop() {
      await client.end();
      await postgres.stop();
    },
  };
});

function suite(name: string, start: () => Promise<Engine>) {
  describe(`a password in somebody else’s ${name}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await start();
    });
    afterAll(() => engine?.stop());

    const change = async (statement: string, account: string) => {
      const { source } = readPasswordConfig(
        { PASSWORD_URL: engine.url, PASSWORD_SQL: statement },
        false,
      );
      const way = openPasswordWay(source, null)!;
      await way.change({ account, current: 'old', next: NEW }).finally(() => way.close());
    };

    it('stays where the statement would change none, or more than one', async () => {
      const before = await engine.passwords();
      for (const [statement, account] of [
        [POSTFIXADMIN, 'nobody@test.example'],
        [
          'UPDATE mailbox SET password = :hash WHERE domain = :domain OR username = :address',
          'ana@test.example',
        ],
        ['UPDATE missing SET password = :hash WHERE username = :address', 'ana@test.example'],
      ] as const) {
        await expect(change(statement, account)).rejects.toMatchObject({
          code: 'password-unwritten',
        });
      }
      expect(await engine.passwords()).toEqual(before);
    });

    it('is bound, never put into the statement', async () => {
      const before = await engine.passwords();
      for (const account of ["x' OR '1'='1", "ana@test.example'; --", 'ana@test.example" OR 1=1']) {
        await expect(change(POSTFIXADMIN, account)).rejects.toMatchObject({
          code: 'password-unwritten',
        });
      }
      expect(await engine.passwords()).toEqual(before);
    });

    it('is written as ARGON2ID by the administrator’s own statement', async () => {
      await change(
        "UPDATE mailbox SET password = :hash WHERE local_part = :user AND domain = :domain AND username <> ':'",
        'ana@test.example',
      );
      const { 'ana@test.example': hash = '', 'bob@test.example': other } = await engine.passwords();
      expect(hash).toMatch(/^\{ARGON2ID\}\$argon2id\$/);
      expect(await verifyPassword(hash, NEW)).toBe(true);
      expect(other).toBe('old');
    });
  });
}

const byName = (rows: unknown[]) =>
  Object.fromEntries(
    (rows as { username: string; password: string }[]).map((row) => [row.username, row.password]),
  );
