import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { doveadm, dovecotPid, stopDovecot } from './dovecot.ts';
import { waitForGreeting } from './greeting.ts';
import { loadMail, type StoredMessage } from './load.ts';
import { down, type MailStack, status, up } from './mailstack.ts';
import { startTestStack, type TestStack } from './testing.ts';

const folders: string[] = [];
const tests: TestStack[] = [];

afterEach(async () => {
  for (const test of tests.splice(0)) await test.stop();
  for (const folder of folders.splice(0)) await remove(folder);
});

it('comes up, answers the same a second time without another start, and goes down', async () => {
  const dataDir = dataFolder(0o755);
  const first = await up({ dataDir, ports: 'free' });
  expect(first.layout.home).toBe(join(dataDir, 'mailstack'));
  const pid = dovecotPid(first.layout);
  expect(await up({ dataDir, ports: 'free' })).toEqual(first);
  expect(dovecotPid(first.layout)).toBe(pid);
  expect(await status(dataDir)).toEqual({ dovecot: true, postfix: true, stack: first });

  await down(dataDir);
  expect(await status(dataDir)).toMatchObject({ dovecot: false, postfix: false });
  expect((await up({ dataDir, ports: 'free' })).ports).toEqual(first.ports);
  await down(dataDir);
});

it('reads its configuration again when it changed, without another process', async () => {
  const dataDir = dataFolder(0o755);
  const { layout, ports } = await up({ dataDir, ports: 'free' });
  const pid = dovecotPid(layout);
  await up({ dataDir, ports: 'free', tuning: { authFailureDelay: 1, queueRunDelay: 5 } });
  expect(dovecotPid(layout)).toBe(pid);
  await waitForGreeting('imap', ports.imap);
});

it('finds a place that the mail servers can reach when the data folder is private', async () => {
  const dataDir = dataFolder(0o700);
  const { layout } = await up({ dataDir, ports: 'free' });
  expect(layout.home).toMatch(/^\/var\/lib\/sobre-mailstack\/[0-9a-f]+$/);
  expect(realpathSync(join(dataDir, 'mailstack'))).toBe(layout.home);
});

it('is not misled by what a crash leaves behind', async () => {
  const dataDir = dataFolder(0o755);
  const { layout } = await up({ dataDir, ports: 'free' });
  await stopDovecot(layout, 'SIGKILL');
  // The number now belongs to a stranger: this very process.
  writeFileSync(join(layout.dovecot, 'run/master.pid'), `${process.pid}\n`);
  expect((await status(dataDir)).dovecot).toBe(false);
  await up({ dataDir, ports: 'free' });
  expect(Number(readFileSync(join(layout.dovecot, 'run/master.pid'), 'utf8'))).not.toBe(
    process.pid,
  );
});

it('names a port that is taken', async () => {
  const [one, two] = [dataFolder(0o755), dataFolder(0o755)];
  const { layout, ports } = await up({ dataDir: one, ports: 'free' });
  const other = await up({ dataDir: two, ports: 'free' });
  await down(two);
  writeFileSync(other.layout.state, readFileSync(layout.state));
  await expect(up({ dataDir: two, ports: 'free' })).rejects.toThrow(`Port ${ports.imap} is taken`);
});

it('lives beside another of its kind, and survives the loss of Dovecot', async () => {
  const [left, right] = [await testStack(), await testStack()];
  for (const stack of [left, right]) await stack.addMailbox('ana@example.org', 'secret');
  await left.deliver({
    from: 'x@outside.example',
    to: 'ana@example.org',
    subject: 'left',
    text: '',
  });
  await left.killDovecot();
  expect(await count(right)).toBe(0);
  await left.startDovecot();
  await left.stopDovecot();
  await left.startDovecot();
  await waitForMail(left);
});

it('loads many messages with folders, flags, keywords and dates as given', async () => {
  const stack = await testStack();
  await stack.addMailbox('ana@example.org', 'secret');
  expect(await loadMail(stack, 'ana@example.org', letters(2000))).toBe(2000);

  const list = await stack.doveadm('mailbox', 'list', '-s', '-u', 'ana@example.org');
  expect(list.split('\n')).toEqual(expect.arrayContaining(['INBOX', 'Été/日本 & Co']));
  const args = ['fetch', '-u', 'ana@example.org', 'uid flags date.received hdr.subject'];
  const second = await stack.doveadm(...args, 'mailbox', 'Été/日本 & Co', 'uid', '2');
  expect(second).toContain('hdr.subject: number 3\n');
  expect(second).toContain('date.received: 2024-01-01 03:00:00');
  expect(second).toMatch(/flags: \\Answered \\Flagged .*\$Forwarded/);
});

function* letters(count: number): Generator<StoredMessage> {
  for (let i = 0; i < count; i++) {
    yield {
      folder: i % 2 ? 'Été/日本 & Co' : 'INBOX',
      flags: i % 2 ? ['$Forwarded', '\\Flagged', '\\Answered'] : ['\\Seen'],
      date: new Date(Date.UTC(2024, 0, 1, i)),
      raw: Buffer.from(`From: x@outside.example\r\nSubject: number ${i}\r\n\r\nHello\r\n`),
    };
  }
}

function dataFolder(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'sobre-life-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

async function remove(dataDir: string): Promise<void> {
  const { stack } = await status(dataDir);
  await down(dataDir);
  if (stack) rmSync(stack.layout.home, { recursive: true });
  rmSync(dataDir, { recursive: true });
}

async function testStack(): Promise<TestStack> {
  const stack = await startTestStack();
  tests.push(stack);
  return stack;
}

async function count(stack: MailStack): Promise<number> {
  const args = ['-f', 'flow', 'mailbox', 'status', '-u', 'ana@example.org', 'messages', 'INBOX'];
  return Number(/messages=(\d+)/.exec(await doveadm(stack.layout, args))?.[1]);
}

async function waitForMail(stack: MailStack): Promise<void> {
  await expect.poll(() => count(stack), { timeout: 10_000 }).toBe(1);
}
