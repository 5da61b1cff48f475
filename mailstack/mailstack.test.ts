import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { setMailboxPassword } from '../server/store/accounts.ts';
import { openAccounts } from '../server/store/accounts-data.ts';
import { LineClient } from './line-client.ts';
import { startTestStack, type TestStack } from './testing.ts';

const PASSWORD = 'correct horse';
let stack: TestStack;
let ca: string;

beforeAll(async () => {
  stack = await startTestStack();
  ca = await readFile(stack.caFile, 'utf8');
  for (const name of ['ana', 'bob', 'cleo', 'vera']) {
    await stack.addMailbox(`${name}@example.org`, PASSWORD);
  }
  await stack.addAlias('team@example.org', 'ana@example.org');
  await stack.addAlias('team@example.org', 'bob@example.org');
  await stack.addAlias('all@example.org', 'team@example.org');
  await stack.addAlias('all@example.org', 'friend@outside.example');
});

afterAll(() => stack?.stop());

describe('Dovecot', () => {
  it('proves itself by the authority file and by nothing less', async () => {
    await expect(secureConnect('localhost', ca)).resolves.toBe(true);
    await expect(secureConnect('127.0.0.1', ca)).resolves.toBe(true);
    await expect(secureConnect('localhost')).rejects.toThrow(/certificate/);
  });

  it('offers what a quick client lives by', async () => {
    const imap = await signIn('ana@example.org');
    for (const capability of [
      ...['NOTIFY', 'CONDSTORE', 'QRESYNC', 'SORT', 'THREAD=REFERENCES', 'ESEARCH', 'MOVE'],
      ...['SPECIAL-USE', 'LIST-STATUS', 'UIDPLUS', 'QUOTA', 'PREVIEW', 'IDLE'],
    ]) {
      expect(imap.capabilities.has(capability), capability).toBe(true);
    }
    await imap.logout();
  });

  it('makes and subscribes the folders of special use', async () => {
    const imap = await signIn('ana@example.org');
    const folders = await imap.list();
    await imap.logout();
    const uses = folders.map((folder) => [folder.path, folder.specialUse, folder.subscribed]);
    for (const name of ['Drafts', 'Sent', 'Archive', 'Junk', 'Trash']) {
      expect(uses).toContainEqual([name, `\\${name}`, true]);
    }
    expect(folders[0]?.delimiter).toBe('/');
  });

  it('refuses a wrong password, and the old one as soon as it has changed', async () => {
    await expect(signIn('ana@example.org', 'wrong')).rejects.toThrow();
    await expect(signIn('nobody@example.org')).rejects.toThrow();
    await stack.addMailbox('changes@example.org', 'before');
    await (await signIn('changes@example.org', 'before')).logout();
    const accounts = await openAccounts(stack.accountsUrl);
    await setMailboxPassword(accounts, 'changes@example.org', 'after');
    await accounts.destroy();
    await expect(signIn('changes@example.org', 'before')).rejects.toThrow();
    await (await signIn('changes@example.org', 'after')).logout();
  });

  it('hears the address of the person behind a webmail', async () => {
    const imap = await signIn('ana@example.org', PASSWORD, { 'x-originating-ip': '203.0.113.7' });
    await imap.logout();
    const log = await readFile(`${stack.layout.dovecot}/dovecot.log`, 'utf8');
    expect(log).toMatch(/Login: user=<ana@example\.org>.*rip=203\.0\.113\.7/);
  });

  it('marks what has an attachment, delivered or appended', async () => {
    const message = {
      ...{ from: 'x@outside.example', to: 'cleo@example.org', subject: 'with a file', text: 'x' },
      attachments: [{ filename: 'a.pdf', content: Buffer.from('%PDF') }],
    };
    await stack.deliver(message);
    await arrived('cleo@example.org', 'with a file');
    expect(await flags('cleo@example.org', 'INBOX')).toContain('$HasAttachment');
    await stack.append('cleo@example.org', 'Été', 'Subject: x\r\n\r\nno file\r\n', ['\\Seen']);
    expect(await flags('cleo@example.org', 'Été')).toMatch(/\\Seen .*\$HasNoAttachment/);
  });

  it('counts the commands it is given', async () => {
    expect(await stack.doveadm('stats', 'dump')).toMatch(/imap_commands_LIST\s/);
  });
});

describe('Postfix', () => {
  it('delivers to a mailbox, to its detail and through aliases, and keeps the outside waiting', async () => {
    await deliver('ana+lists@example.org', 'to a detail');
    await arrived('ana@example.org', 'to a detail');
    await submit('vera@example.org', { to: 'all@example.org', subject: 'to everybody' });
    await arrived('ana@example.org', 'to everybody');
    await arrived('bob@example.org', 'to everybody');
    await vi.waitFor(async () => expect(await stack.queue()).toContain('friend@outside.example'));
    expect(await subjects('vera@example.org')).toEqual([]);
  });

  it('S-33: takes an apostrophe in an address for what it is', async () => {
    await stack.addMailbox("o'brien@example.org", PASSWORD);
    await deliver("o'brien@example.org", 'for Brien');
    await arrived("o'brien@example.org", 'for Brien');
    await (await signIn("O'Brien@example.org")).logout();
    await expect(signIn("x' or '1'='1")).rejects.toThrow();
    await expect(deliver("x'or'1'='1@example.org", 'x')).rejects.toMatchObject({
      responseCode: 550,
    });
  });

  it('refuses an address that does not exist and mail that is not for us', async () => {
    await expect(deliver('nobody@example.org', 'x')).rejects.toMatchObject({ responseCode: 550 });
    await expect(deliver('x@outside.example', 'x')).rejects.toMatchObject({ responseCode: 554 });
  });

  it('lets a login send as itself and its aliases, and as nobody else', async () => {
    const letter = { to: 'bob@example.org', subject: 'from an alias' };
    await submit('ana@example.org', { ...letter, from: 'all@example.org' });
    await arrived('bob@example.org', 'from an alias');
    for (const from of ['bob@example.org', 'stranger@outside.example']) {
      await expect(submit('ana@example.org', { ...letter, from })).rejects.toMatchObject({
        responseCode: 553,
      });
    }
  });

  it('takes submissions after TLS and a login only', async () => {
    const smtp = new LineClient(stack.ports.submission);
    await smtp.say('', /^220 .*\r\n/m);
    expect(await smtp.say('EHLO test\r\n', /^250 .*\r\n/m)).not.toContain('AUTH');
    expect(await smtp.say('MAIL FROM:<ana@example.org>\r\n', /^\d.*\r\n/m)).toMatch(/^530 /);
    smtp.close();
    await submit('ana@example.org', { to: 'bob@example.org', subject: 'over TLS' }, 'submissions');
    await arrived('bob@example.org', 'over TLS');
  });

  it.each(['smtp', 'internal'] as const)(
    'S-30: refuses a message with bare newlines at the %s port',
    async (service) => {
      const smtp = new LineClient(stack.ports[service]);
      await smtp.say('', /^220 .*\r\n/m);
      expect(await smtp.say('EHLO test\r\n', /^250 .*\r\n/m)).toContain('SIZE 52428800');
      await smtp.say('MAIL FROM:<x@outside.example>\r\n', /^250 .*\r\n/m);
      await smtp.say('RCPT TO:<bob@example.org>\r\n', /^250 .*\r\n/m);
      await smtp.say('DATA\r\n', /^354 .*\r\n/m);
      const smuggled = 'Subject: first\r\n\r\nfirst\n.\nMAIL FROM:<evil@outside.example>\r\n.\r\n';
      expect(await smtp.say(smuggled, /^\d.*\r\n/m)).toMatch(/^5\d\d /);
      smtp.close();
      expect(await subjects('bob@example.org')).not.toContain('first');
    },
  );
});

describe('quota', () => {
  it('warns at 80 and 95 %, then refuses mail, and still lets mail go to Trash', async () => {
    await stack.addMailbox('full@example.org', PASSWORD, { quotaBytes: 100_000 });
    const fill = (bytes: number) =>
      stack.append('full@example.org', 'INBOX', `Subject: big\r\n\r\n${'x'.repeat(bytes)}\r\n`);
    await fill(40_000);
    await fill(42_000);
    await arrived('full@example.org', 'is 80 % full');
    await fill(15_000);
    await arrived('full@example.org', 'is 95 % full');
    const letters = await stack.doveadm('fetch', '-u', 'full@example.org', 'text', 'subject', '80');
    expect(letters).toContain('Votre boîte full@example.org est maintenant remplie');

    const big = { to: 'full@example.org', subject: 'too much', text: 'x'.repeat(20_000) };
    const from = 'x@outside.example';
    const announced = { from, to: big.to, size: 20_000 };
    await expect(stack.deliver({ ...big, from, envelope: announced })).rejects.toMatchObject({
      responseCode: 552,
    });
    await submit('bob@example.org', big);
    await arrived('bob@example.org', 'Undelivered Mail Returned to Sender');
    const imap = await signIn('full@example.org');
    const lock = await imap.getMailboxLock('INBOX');
    expect(await imap.messageMove('1:*', 'Trash')).toBeTruthy();
    lock.release();
    expect(await imap.getQuota('INBOX')).toMatchObject({ storage: { limit: 100_352 } });
    await imap.logout();
  });
});

describe('Sieve', () => {
  it('takes a script over ManageSieve and answers mail with its vacation', async () => {
    const sieve = new LineClient(stack.ports.sieve);
    const greeting = await sieve.say('', /^OK .*\r\n/m);
    for (const extension of [
      ...['vacation', 'vacation-seconds', 'date', 'index', 'include', 'imap4flags', 'mailbox'],
      ...['relational', 'regex', 'body', 'envelope', 'copy', 'fileinto', 'variables', 'subaddress'],
    ]) {
      expect(greeting).toContain(extension);
    }
    expect(greeting).not.toContain('editheader');
    const plain = Buffer.from(`\0vera@example.org\0${PASSWORD}`).toString('base64');
    await sieve.say(`AUTHENTICATE "PLAIN" "${plain}"\r\n`, /^OK.*\r\n/m);
    const script =
      'require ["vacation-seconds"];\r\nvacation :seconds 60 :subject "Away" "Until Monday.";\r\n';
    await sieve.say(`PUTSCRIPT "away" {${script.length}+}\r\n${script}\r\n`, /^OK.*\r\n/m);
    await sieve.say('SETACTIVE "away"\r\n', /^OK.*\r\n/m);
    sieve.close();
    await submit('bob@example.org', { to: 'vera@example.org', subject: 'are you there?' });
    await arrived('bob@example.org', 'Away');
  });
});

function secureConnect(host: string, authority?: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const options = { port: stack.ports.imaps, host: '127.0.0.1', servername: '', ca: authority };
    if (host !== '127.0.0.1') options.servername = host;
    const socket = connect(options, () => {
      resolve(socket.authorized);
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

async function signIn(
  user: string,
  pass = PASSWORD,
  clientInfo?: Record<string, string>,
): Promise<ImapFlow> {
  const imap = new ImapFlow({
    host: '127.0.0.1',
    port: stack.ports.imap,
    secure: false,
    doSTARTTLS: true,
    tls: { ca },
    auth: { user, pass },
    clientInfo,
    logger: false,
  });
  await imap.connect();
  return imap;
}

function deliver(to: string, subject: string, text = 'x'): Promise<void> {
  return stack.deliver({ from: 'x@outside.example', to, subject, text });
}

async function submit(
  user: string,
  message: SendMailOptions,
  service: 'submission' | 'submissions' = 'submission',
): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: stack.ports[service],
    secure: service === 'submissions',
    requireTLS: true,
    tls: { ca },
    auth: { user, pass: PASSWORD },
  });
  await transport.sendMail({ from: user, text: 'x', ...message });
}

async function arrived(address: string, subject: string): Promise<void> {
  await vi.waitFor(async () => expect((await subjects(address)).join('\n')).toContain(subject), {
    timeout: 5000,
    interval: 50,
  });
}

async function subjects(address: string): Promise<string[]> {
  const found = await stack.doveadm(
    '-f',
    'flow',
    'fetch',
    '-u',
    address,
    'hdr.subject.utf8',
    'all',
  );
  return found
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace('hdr.subject.utf8=', ''));
}

function flags(address: string, folder: string): Promise<string> {
  return stack.doveadm('fetch', '-u', address, 'flags', 'mailbox', folder);
}
