import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CommandFault, startCommandProxy } from '../../../mailstack/command-proxy.ts';
import type { FaultProxy } from '../../../mailstack/fault-proxy.ts';
import { loadMail, type StoredMessage } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { finishForGood, readCleanUps, undoCleanUp } from '../../../shared/clean-up.ts';
import { signIn } from '../../../shared/session.ts';
import { setMailboxPassword } from '../../store/accounts.ts';
import { type Refused, startTestBridge, type TestBridge, Visitor } from '../../testing.ts';
import { findByCookie } from '../session/session.ts';
import { runCleanUps, startFor } from './clean-up.ts';
import { asOther, becomes, begin, everything, letter, lineOf } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let proxy: FaultProxy;
let bridge: TestBridge;
let fault: (command: string) => CommandFault | null = () => null;
let box = 0;
let address = '';

beforeAll(async () => {
  stack = await startTestStack();
  proxy = await startCommandProxy(stack, (command) => fault(command));
  bridge = await startTestBridge(stack, { IMAP_URL: proxy.url });
});
afterAll(async () => {
  fault = () => null;
  await bridge?.stop();
  await proxy?.stop();
  await stack?.stop();
});
beforeEach(async () => {
  fault = () => null;
  address = `ana-${++box}@test.example`;
  await stack.addMailbox(address, PASSWORD);
});

const load = (...messages: StoredMessage[]) => loadMail(stack, address, messages);
const many = (folder: string, count: number) =>
  Array.from({ length: count }, (_, i) => letter(folder, `${folder} ${i}`, { bytes: 72 }));
const places = async () =>
  (await asOther(bridge, address, PASSWORD, everything)).map(
    ({ folder, name }) => `${folder}: ${name}`,
  );

describe('a mailbox too full to move anything', () => {
  it('says so, and is emptied by consent, where things are, by exact numbers', async () => {
    await load(letter('INBOX', 'a', { bytes: 9000 }), letter('INBOX', 'b'), letter('Lists', 'c'));
    const ana = await bridge.signIn(address, PASSWORD);
    fault = (command) => (command === 'UID MOVE' ? { no: '[OVERQUOTA] Quota exceeded' } : null);
    const { whole, cleanUps } = await begin(ana, [lineOf()]);
    const full = await becomes(ana, cleanUps[0]!, 'failed');
    expect(full).toMatchObject({ trouble: 'mailbox-full', done: 0, backUntil: null });
    expect(await places()).toEqual(['INBOX: a', 'INBOX: b', 'Lists: c']);

    await asOther(bridge, address, PASSWORD, async (imap) => {
      await imap.mailboxOpen('INBOX');
      await imap.messageFlagsAdd('2', ['\\Flagged']);
    });
    const { id } = full;
    const expected = { messages: full.messages, bytes: full.bytes };
    const refused = await ana.call(finishForGood, { id, expected }).catch((error) => error);
    expect(refused).toMatchObject({ code: 'clean-up-changed', details: { messages: 2 } });
    const { messages, bytes } = (refused as Refused).details;
    await ana.call(finishForGood, { id, expected: { messages, bytes } });
    const done = await becomes(ana, full, 'done');
    expect(done).toMatchObject({ done: 2, missed: 1, freed: bytes, backUntil: null });
    expect(whole.bytes).toBeGreaterThan(done.freed);
    expect(await places()).toEqual(['INBOX: b']);
  });

  it('is the only one for which anything outside Trash and Junk goes for good', async () => {
    await load(letter('INBOX', 'a'));
    const ana = await bridge.signIn(address, PASSWORD);
    const { cleanUps } = await begin(ana, [lineOf()]);
    const { id, messages, bytes } = await becomes(ana, cleanUps[0]!, 'done');
    await expect(
      ana.call(finishForGood, { id, expected: { messages, bytes } }),
    ).rejects.toMatchObject({ code: 'clean-up-gone' });
    expect(await places()).toEqual(['Trash: a']);
  });
});

describe('a clean-up that a rule begins', () => {
  it('takes whatever is meant at that moment, and bears the rule’s words', async () => {
    await load(letter('INBOX', 'a'), letter('INBOX', 'new', { days: 1 }));
    const ana = await bridge.signIn(address, PASSWORD);
    const { context } = bridge;
    const session = await findByCookie(context, ana.cookie, '127.0.0.1');
    const why = { tool: 'rule', about: 'Le Club: 7 days' };
    const line = lineOf({ choice: { olderThan: 7 } });
    const [begun] = await startFor(context, session!, [line], why);
    await runCleanUps(context, address);
    await becomes(ana, begun!, 'done');
    const { cleanUps } = await ana.call(readCleanUps, {});
    expect(cleanUps).toMatchObject([{ ...why, done: 1, state: 'done' }]);
    expect(await places()).toEqual(['INBOX: new', 'Trash: a']);
  });
});

describe('a password that is another one meanwhile', () => {
  it('lets it wait until somebody signs in', async () => {
    await load(...many('INBOX', 3));
    const ana = await bridge.signIn(address, PASSWORD);
    let isHeld = true;
    fault = (command) => (command === 'UID MOVE' && isHeld ? 'unheard' : null);
    const { cleanUps } = await begin(ana, [lineOf()]);
    await expect
      .poll(async () => (await ana.call(readCleanUps, {})).cleanUps[0]?.trouble)
      .toBe('mail-server-down');
    await setMailboxPassword(bridge.context.accounts!, address, `${PASSWORD}-2`);
    bridge.context.mail.forget(address);
    isHeld = false;
    const { store } = bridge.context;
    await expect
      .poll(
        async () =>
          (
            await store
              .selectFrom('clean_ups')
              .select('state')
              .where('account', '=', address)
              .executeTakeFirst()
          )?.state,
        { timeout: 30_000 },
      )
      .toBe('waiting');
    const again = await bridge.signIn(address, `${PASSWORD}-2`);
    expect(await becomes(again, cleanUps[0]!, 'done')).toMatchObject({ done: 3, missed: 0 });
  });
});

describe('a crash', () => {
  it('of the bridge and of the mail server leaves each message in its place or in Trash, and it goes on', async () => {
    const count = 2600;
    await load(...many('INBOX', count), letter('Lists', 'last'));
    const dataDir = await mkdtemp(join(tmpdir(), 'sobre-clean-up-'));
    const port = await freePort();
    let child = await live(port, dataDir);
    try {
      const ana = new Visitor(`http://localhost:${port}`);
      await ana.call(signIn, { email: address, password: PASSWORD });
      const { cleanUps } = await begin(ana, [lineOf()]);
      await progress(ana, 1);
      await die(child);
      expect(await places()).toHaveLength(count + 1);
      child = await live(port, dataDir);
      await progress(ana, 501);
      await stack.killDovecot();
      await stack.startDovecot();
      const done = await becomes(ana, cleanUps[0]!, 'done', 90_000);
      expect(done).toMatchObject({ done: count + 1, missed: 0 });
      expect(new Set(await places()).size).toBe(count + 1);
      await ana.call(undoCleanUp, { id: done.id });
      await die(child);
      child = await live(port, dataDir);
      expect(await becomes(ana, done, 'back', 90_000)).toMatchObject({ done: count + 1 });
      const home = await places();
      expect(home.filter((one) => one.startsWith('INBOX'))).toHaveLength(count);
      expect(home).toHaveLength(count + 1);
    } finally {
      await die(child);
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 240_000);
});

/** Waits until it has done so much, if a server answers. */
async function progress(who: Visitor, least: number) {
  const done = () => who.call(readCleanUps, {}).then(({ cleanUps }) => cleanUps[0]?.done ?? 0);
  await expect
    .poll(() => done().catch(() => 0), { timeout: 60_000, interval: 20 })
    .toBeGreaterThanOrEqual(least);
}

async function live(port: number, dataDir: string): Promise<ChildProcess> {
  const own = { PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const main = join(import.meta.dirname, '../../main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, ...stack.env, ...own },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const isUp = () => fetch(`http://localhost:${port}/healthz`).then(({ ok }) => ok);
  await expect.poll(() => isUp().catch(() => false), { timeout: 60_000, interval: 50 }).toBe(true);
  return child;
}

async function die(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
