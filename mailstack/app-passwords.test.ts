import { readFile } from 'node:fs/promises';
import SQLite from 'better-sqlite3';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Accounts, openAccounts } from '../server/store/accounts-data.ts';
import {
  addAppPassword,
  deleteAppPassword,
  forgetUse,
  listAppPasswords,
  selectorOf,
} from '../server/store/app-passwords.ts';
import { LineClient } from './line-client.ts';
import { startTestStack, type TestStack } from './testing.ts';

const MAIN = 'correct horse';
const PHONE = 'abcd-efgh-jkmn-pqrs';
const ANA = 'ana@example.org';
let stack: TestStack;
let accounts: Accounts;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, MAIN);
  await stack.addMailbox('bob@example.org', MAIN);
  accounts = await openAccounts(stack.accountsUrl);
  await addAppPassword(accounts, ANA, { id: 'phone', name: 'Telephone', password: PHONE, now: 1 });
});
afterAll(async () => {
  await accounts?.destroy();
  await stack?.stop();
});

it('reads and sends mail beside the main password, and tells when it was used last', async () => {
  await imap(ANA, MAIN);
  expect(await uses()).toEqual([null]);
  const before = Date.now() - 1000;
  await imap('Ana@Example.org', PHONE);
  const [read = 0] = await uses();
  expect(read).toBeGreaterThan(before);

  await forgetUse(accounts, ANA, 'phone');
  await submit(ANA, PHONE);
  expect((await uses())[0]).toBeGreaterThan(before);
  await submit(ANA, MAIN);
});

it('opens its own mailbox only', async () => {
  await expect(imap('bob@example.org', PHONE)).rejects.toThrow();
  await expect(submit('bob@example.org', PHONE)).rejects.toThrow();
});

it('changes no filter: it is refused where scripts are kept', async () => {
  expect(await sieve(MAIN)).toMatch(/^OK/m);
  expect(await sieve(PHONE)).toMatch(/^NO/m);
});

it('a wrong one is refused and not noted, even where the row is found by it', async () => {
  await forgetUse(accounts, ANA, 'phone');
  const similar = Array.from({ length: 1_000_000 }, (_, n) => `guess-${n}`).find(
    (guess) => selectorOf(guess) === selectorOf(PHONE),
  );
  await expect(imap(ANA, similar ?? '')).rejects.toThrow();
  await expect(imap(ANA, PHONE.replaceAll('-', ''))).rejects.toThrow();
  expect(await uses()).toEqual([null]);
});

it.each(["' OR '1'='1", "'); DELETE FROM app_passwords; --", '%u', '%{sha256:user}', '\\', '"'])(
  'S-33: %j is a password like any other',
  async (password) => {
    await expect(imap(ANA, password)).rejects.toThrow();
    const own = `p${password.length}${password.charCodeAt(0)}@example.org`;
    await stack.addMailbox(own, password);
    await imap(own, password);
    expect(await uses()).toHaveLength(1);
  },
);

it('lets in when the use cannot be noted', async () => {
  const other = new SQLite(stack.layout.accounts);
  other.exec('BEGIN IMMEDIATE');
  try {
    await imap(ANA, PHONE);
  } finally {
    other.exec('ROLLBACK');
    other.close();
  }
});

it('is refused from the moment it is revoked; the main password stays', async () => {
  await imap(ANA, PHONE);
  expect(await deleteAppPassword(accounts, ANA, 'phone')).toBe('Telephone');
  await expect(imap(ANA, PHONE)).rejects.toThrow();
  await expect(submit(ANA, PHONE)).rejects.toThrow();
  await imap(ANA, MAIN);
});

it('is worth nothing when the mailbox is closed', async () => {
  await addAppPassword(accounts, ANA, { id: 'new', name: 'New', password: PHONE, now: 1 });
  await imap(ANA, PHONE);
  await accounts.updateTable('mailboxes').set({ active: 0 }).where('address', '=', ANA).execute();
  await expect(imap(ANA, PHONE)).rejects.toThrow();
});

async function imap(user: string, pass: string) {
  const client = new ImapFlow({
    host: 'localhost',
    port: stack.ports.imap,
    secure: false,
    auth: { user, pass },
    tls: { ca: await readFile(stack.caFile) },
    logger: false,
  });
  await client.connect();
  await client.logout();
}

async function submit(user: string, pass: string) {
  await createTransport({
    host: 'localhost',
    port: stack.ports.submission,
    requireTLS: true,
    auth: { user, pass },
    tls: { ca: await readFile(stack.caFile) },
  }).sendMail({ from: user, to: ANA, subject: 'x', text: 'x' });
}

/** What ManageSieve answers to a login (RFC 5804); loopback may do without TLS. */
async function sieve(pass: string): Promise<string> {
  const client = new LineClient(stack.ports.sieve);
  await client.say('', /^OK .*\r\n/m);
  const plain = Buffer.from(`\0${ANA}\0${pass}`).toString('base64');
  const answer = await client.say(`AUTHENTICATE "PLAIN" "${plain}"\r\n`, /^(OK|NO).*\r\n/m);
  client.close();
  return answer;
}
const uses = async () => (await listAppPasswords(accounts, ANA)).map(({ usedAt }) => usedAt);
