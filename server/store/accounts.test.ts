import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addAlias,
  addDomain,
  addMailbox,
  aliasesOf,
  listMailboxes,
  removeAlias,
  setMailboxPassword,
} from './accounts.ts';
import { type Accounts, openAccounts } from './accounts-data.ts';
import { InvalidAddress } from './address.ts';
import { onBothEngines } from './both-engines.ts';
import { openOwnData } from './own-data.ts';
import { verifyPassword } from './password-hash.ts';

onBothEngines('accounts', (emptyDatabase) => {
  let db: Accounts;
  beforeAll(async () => {
    db = await openAccounts(await emptyDatabase());
    await addDomain(db, 'Example.org');
    await addMailbox(db, {
      address: 'Ana@Example.org',
      name: 'Ana',
      password: 'one',
      quotaBytes: 5_000_000_000,
    });
    await addMailbox(db, { address: 'bob@example.org', name: 'Bob', password: 'two' });
  });
  afterAll(() => db?.destroy());

  it('lower-cases addresses and never lists a password', async () => {
    expect(await listMailboxes(db, 'EXAMPLE.org')).toEqual([
      {
        address: 'ana@example.org',
        domain: 'example.org',
        name: 'Ana',
        quotaBytes: 5_000_000_000,
        active: true,
        createdAt: expect.any(Number),
      },
      expect.objectContaining({ address: 'bob@example.org', quotaBytes: 0 }),
    ]);
    expect(await listMailboxes(db, 'example.net')).toEqual([]);
  });

  it('leaves a mailbox that exists alone', async () => {
    const again = { address: 'bob@example.org', name: 'Robert', password: 'three' };
    expect(await addMailbox(db, again)).toBe(false);
    expect(await listMailboxes(db)).toContainEqual(expect.objectContaining({ name: 'Bob' }));
  });

  it('refuses a mailbox and an alias in a domain that is not ours', async () => {
    const foreign = { address: 'eve@example.net', name: 'Eve', password: 'x' };
    await expect(addMailbox(db, foreign)).rejects.toThrow();
    await expect(addAlias(db, 'eve@example.net', 'bob@example.org')).rejects.toThrow();
  });

  it('replaces a password', async () => {
    expect(await setMailboxPassword(db, 'bob@example.org', 'new')).toBe(true);
    expect(await setMailboxPassword(db, 'nobody@example.org', 'new')).toBe(false);
    const row = await db
      .selectFrom('mailboxes')
      .select('password_hash')
      .where('address', '=', 'bob@example.org')
      .executeTakeFirstOrThrow();
    expect(await verifyPassword(row.password_hash, 'new')).toBe(true);
  });

  it('knows every address that leads to a login, and survives a circle', async () => {
    await addAlias(db, 'Team@example.org', 'ana@example.org');
    await addAlias(db, 'team@example.org', 'bob@example.org');
    await addAlias(db, 'team@example.org', 'bob@example.org');
    await addAlias(db, 'all@example.org', 'team@example.org');
    await addAlias(db, 'team@example.org', 'all@example.org');
    await addAlias(db, 'away@example.org', 'someone+list@outside.example');
    const all = ['all@example.org', 'team@example.org'];
    expect(await aliasesOf(db, 'ANA@example.org')).toEqual(['ana@example.org', ...all]);
    expect(await aliasesOf(db, 'bob@example.org')).toEqual(['bob@example.org', ...all]);
    expect(await aliasesOf(db, 'team@example.org')).toEqual([]);

    await removeAlias(db, 'team@example.org', 'ana@example.org');
    expect(await aliasesOf(db, 'ana@example.org')).toEqual(['ana@example.org']);
    await removeAlias(db, 'team@example.org');
    expect(await aliasesOf(db, 'bob@example.org')).toEqual(['bob@example.org']);
  });

  it.each([
    '',
    'ana',
    '@example.org',
    'ana@',
    'a b@example.org',
    '"ana"@example.org',
    'ana\r\n@example.org',
    'ana\0@example.org',
    'ana@example.org\0',
    '../ana@example.org',
    'a/b@example.org',
    'ana..x@example.org',
    'ana+x@example.org',
    'a\\b@example.org',
    'a%b@example.org',
    'ana@exa_mple.org',
    'ana@-example.org',
    'añá@example.org',
    `${'a'.repeat(65)}@example.org`,
  ])('S-33: refuses %j as an address', async (address) => {
    await expect(addMailbox(db, { address, name: 'x', password: 'x' })).rejects.toThrow(
      InvalidAddress,
    );
    await expect(addAlias(db, address, 'bob@example.org')).rejects.toThrow(InvalidAddress);
  });

  it('S-33: an apostrophe in an address and anything in a name stay as they are, NUL apart', async () => {
    const name = `O'Brien \\ % _ " \0`;
    await addMailbox(db, { address: "o'brien_x@example.org", name, password: "'\\%_\0" });
    expect(await listMailboxes(db)).toContainEqual(
      expect.objectContaining({
        address: "o'brien_x@example.org",
        name: `O'Brien \\ % _ " \uFFFD`,
      }),
    );
    expect(await aliasesOf(db, "o'brien_x@example.org")).toEqual(["o'brien_x@example.org"]);
    expect(await aliasesOf(db, "o'brien%x@example.org")).toEqual([]);
  });

  it('shares a PostgreSQL database with our own data', async () => {
    const url = await emptyDatabase();
    const [accounts, own] = [await openAccounts(url), await openOwnData(url)];
    await Promise.all([accounts.destroy(), own.destroy()]);
  });
});
