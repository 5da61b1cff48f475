import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from './accounts-data.ts';
import { openDatabase } from './database.ts';
import { openOwnData } from './own-data.ts';
import { readPreferences, writePreferences } from './preferences.ts';

describe('openDatabase', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sobre-store-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it.each([
    ['mysql://root@localhost/mail', 'must be "sqlite:PATH" or "postgres://user@host/database"'],
    ['data/sobre.sqlite', 'must be "sqlite:PATH"'],
    ['sqlite:', 'needs a file path'],
    ['sqlite:///var/lib/sobre.sqlite', 'needs a file path'],
    ['postgres://localhost', 'needs a host and a database name'],
    ['postgres://localhost:many/sobre', 'needs a host and a database name'],
  ])('refuses %s in one sentence', async (url, sentence) => {
    await expect(openDatabase(url, {})).rejects.toThrow(sentence);
  });

  it('says that a database cannot be used, without its password', async () => {
    const opening = openDatabase('postgres://sobre:hunter2@127.0.0.1:1/sobre', {});
    await expect(opening).rejects.toThrow(
      /^The database postgres:\/\/sobre@127\.0\.0\.1:1\/sobre cannot be used: .*ECONNREFUSED.*\.$/,
    );
  });

  it('keeps our own file to ourselves and lets the mail servers read the accounts', async () => {
    const own = join(directory, 'made', 'own.sqlite');
    const accounts = join(directory, 'accounts.sqlite');
    await (await openOwnData(`sqlite:${own}`)).destroy();
    await (await openAccounts(`sqlite:${accounts}`)).destroy();
    expect((await stat(own)).mode & 0o777).toBe(0o600);
    expect((await stat(accounts)).mode & 0o777).toBe(0o644);
  });

  it('finds what was written when it opens the same file again', async () => {
    const url = `sqlite:${join(directory, 'own.sqlite')}`;
    const first = await openOwnData(url);
    await writePreferences(first, 'ana@example.org', { theme: 'dark' });
    await first.destroy();
    const second = await openOwnData(url);
    expect(await readPreferences(second, 'ana@example.org')).toEqual({ theme: 'dark' });
    await second.destroy();
  });
});
