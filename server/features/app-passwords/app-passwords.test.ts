import { readFile } from 'node:fs/promises';
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  listAppPasswords,
  makeAppPassword,
  revokeAppPassword,
} from '../../../shared/app-passwords.ts';
import { signIn } from '../../../shared/session.ts';
import { addDomain, addMailbox } from '../../store/accounts.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const ANA = 'ana@test.example';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let bob: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, PASSWORD);
  await stack.addMailbox('bob@test.example', PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ANA, PASSWORD);
  bob = await bridge.signIn('bob@test.example', PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const make = (name: string) => ana.call(makeAppPassword, { name, password: PASSWORD });

it('is shown once, opens the mailbox for a mail program, and is kept as a hash', async () => {
  const { appPassword, secret } = await make(' Téléphone ');
  expect(secret).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  const listed = await ana.call(listAppPasswords, {});
  expect(listed).toEqual({ offered: true, appPasswords: [appPassword] });
  expect(appPassword).toMatchObject({ name: 'Téléphone', usedAt: null });
  await imap(secret);
  const [used] = (await ana.call(listAppPasswords, {})).appPasswords;
  expect(used?.usedAt).toEqual(expect.any(Number));
  const rows = await bridge.context.accounts?.selectFrom('app_passwords').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(await inbox()).toContain('An app password was made');
});

it('does not open the webmail, nor prove who one is there', async () => {
  const { secret } = await make('Laptop');
  const input = { email: ANA, password: secret };
  await expect(bridge.visitor().call(signIn, input)).rejects.toMatchObject({
    code: 'app-password-refused',
  });
  await expect(
    ana.call(makeAppPassword, { name: 'Another', password: secret }),
  ).rejects.toMatchObject({ code: 'app-password-refused' });
});

it('gives no new tries at the main password (S-39)', async () => {
  const address = 'lost@test.example';
  await stack.addMailbox(address, PASSWORD);
  const lost = await bridge.signIn(address, PASSWORD);
  const { secret } = await lost.call(makeAppPassword, { name: 'Phone', password: PASSWORD });
  const attempt = (password: string) =>
    bridge
      .visitor()
      .call(signIn, { email: address, password })
      .catch(({ code }) => code);
  await Promise.all(Array.from({ length: 7 }, () => attempt('guess')));
  expect(await attempt(secret)).toBe('app-password-refused');
  expect(await attempt('guess')).toBe('credentials-wrong');
  expect(await attempt('guess')).toBe('rate-limited');
});

it('is revoked at once, by its owner only (S-37)', async () => {
  const { appPassword, secret } = await make('Tablet');
  const { id } = appPassword;
  await expect(bob.call(revokeAppPassword, { id })).rejects.toMatchObject({ code: 'not-found' });
  await imap(secret);
  await ana.call(revokeAppPassword, { id });
  await expect(imap(secret)).rejects.toThrow();
  await expect(ana.call(revokeAppPassword, { id })).rejects.toMatchObject({ code: 'not-found' });
  await imap(PASSWORD);
});

it('asks for the password, and for a name of one line', async () => {
  await expect(ana.call(makeAppPassword, { name: 'x', password: 'wrong' })).rejects.toMatchObject({
    code: 'password-wrong',
  });
  for (const name of ['', '  ', 'a\r\nb', 'x'.repeat(101)])
    await expect(make(name), JSON.stringify(name)).rejects.toMatchObject({ code: 'input-invalid' });
});

it('without the accounts of the mail server it is not offered', async () => {
  const { ACCOUNTS_URL: _, ...env } = stack.env;
  const outside = await startTestBridge({ env: env as typeof stack.env });
  const visitor = await outside.signIn(ANA, PASSWORD);
  expect(await visitor.call(listAppPasswords, {})).toEqual({ offered: false, appPasswords: [] });
  await expect(
    visitor.call(makeAppPassword, { name: 'x', password: PASSWORD }),
  ).rejects.toMatchObject({ code: 'app-passwords-off' });
  await outside.stop();
});

it('one that the mail server would not take is not given out', async () => {
  const elsewhere = await startTestBridge(stack, { ACCOUNTS_URL: 'sqlite::memory:' });
  const { accounts } = elsewhere.context;
  if (!accounts) throw new Error('no accounts');
  await addDomain(accounts, 'test.example');
  await addMailbox(accounts, { address: ANA, name: '', password: PASSWORD });
  const visitor = await elsewhere.signIn(ANA, PASSWORD);
  await expect(
    visitor.call(makeAppPassword, { name: 'x', password: PASSWORD }),
  ).rejects.toMatchObject({ code: 'app-passwords-off' });
  expect((await visitor.call(listAppPasswords, {})).appPasswords).toEqual([]);
  await elsewhere.stop();
});

async function imap(pass: string) {
  const client = new ImapFlow({
    ...{ host: 'localhost', port: stack.ports.imap, secure: false, logger: false },
    auth: { user: ANA, pass },
    tls: { ca: await readFile(stack.caFile) },
  });
  await client.connect();
  await client.logout();
}

const inbox = () => stack.doveadm('fetch', '-u', ANA, 'hdr.subject', 'mailbox', 'INBOX', 'all');
