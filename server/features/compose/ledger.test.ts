import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type FaultProxy,
  type ImapFault,
  type SmtpFault,
  startImapProxy,
  startSmtpProxy,
} from '../../../mailstack/fault-proxy.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter, takeBack } from '../../../shared/compose.ts';
import {
  changeOutbox,
  type OutboxItem,
  type OutboxState,
  readOutbox,
  settleOutbox,
} from '../../../shared/outbox.ts';
import { signIn } from '../../../shared/session.ts';
import { Refused, Visitor } from '../../testing.ts';
import { letterTo } from './testing.ts';

/**
 * The ledger (fault F-5): a bridge of its own process, killed at random moments while letters leave
 * over wires that break before, inside and after DATA and in the middle of APPEND. Afterwards each
 * letter is where it is said to be. The suite sends a few; by hand, many:
 *
 *     LEDGER=500 npx vitest run server/features/compose/ledger.test.ts
 */
const SENDS = Number(process.env.LEDGER ?? 12);
const A_LIFE = Math.max(4, Math.min(20, Math.ceil(SENDS / 25)));
const PATIENCE = 120_000 + SENDS * 2000;
const PASSWORD = 'Canary-7-tilleul';
const BOB = 'bob@test.example';
/** Each account may send a few hundred letters an hour. */
const WRITERS = Math.ceil(SENDS / 100);

interface Written {
  who: Visitor;
  address: string;
  letter: ReturnType<typeof letterTo>;
  /** Its writer pressed Undo. */
  isRegretted: boolean;
  end?: OutboxState;
}

let stack: TestStack;
let smtp: FaultProxy;
let imap: FaultProxy;
let dataDir: string;
let port: number;
let child: ChildProcess | undefined;
let isCalm = false;

const smtpFaults: (SmtpFault | null)[] = [
  'away',
  'before-data',
  'inside-data',
  'end-lost',
  'answer-lost',
  ...Array<null>(7).fill(null),
];
const imapFaults: (ImapFault | null)[] = ['half-append', 'append-unsaid', null, null];

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(BOB, PASSWORD);
  for (let i = 0; i < WRITERS; i++) await stack.addMailbox(writer(i), PASSWORD);
  smtp = await startSmtpProxy(stack, () => (isCalm ? null : oneOf(smtpFaults)));
  imap = await startImapProxy(stack, () => (isCalm ? null : oneOf(imapFaults)));
  dataDir = await mkdtemp(join(tmpdir(), 'sobre-ledger-'));
  port = await freePort();
});
afterAll(async () => {
  await die();
  await smtp?.stop();
  await imap?.stop();
  await stack?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

it(
  `${SENDS} letters under kill -9 and cut wires: each is where it is said to be (F-5)`,
  async () => {
    await live();
    const people = await Promise.all(Array.from({ length: WRITERS }, (_, i) => arrive(writer(i))));
    const ledger: Written[] = Array.from({ length: SENDS }, (_, i) => {
      const { who, address } = people[i % people.length]!;
      const hold = i % 3 ? 0 : 1;
      const letter = letterTo(BOB, { from: { name: '', address }, hold });
      return { who, address, letter, isRegretted: i % 5 === 3 };
    });
    for (let i = 0; i < SENDS; i += A_LIFE) {
      const acts = ledger.slice(i, i + A_LIFE).map(write);
      // A death at any moment of the letters' way is what this is about.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 900));
      await die();
      await Promise.all(acts);
      await live();
    }
    isCalm = true;
    for (const written of ledger) written.end = await settle(written);
    await expect.poll(() => stack.queue(), { timeout: 30_000 }).toContain('queue is empty');

    const received = await subjectsIn(BOB, 'INBOX');
    const kept = new Map<string, string>();
    for (const { address } of people) kept.set(address, await subjectsIn(address, 'Sent'));
    const wrong = ledger.filter(({ letter, address, end }) => {
      const arrived = timesIn(received, letter.subject);
      const filed = timesIn(kept.get(address)!, letter.subject);
      if (end === 'done') return arrived !== 1 || filed !== 1;
      if (end === 'unknown') return arrived > 1 || filed !== 0;
      return end !== 'cancelled' || arrived !== 0 || filed !== 0;
    });
    expect(wrong.map(({ letter, end }) => `${letter.subject}: ${end}`)).toEqual([]);
    expect(ledger.some(({ end }) => end === 'done')).toBe(true);
    if (process.env.LEDGER) console.log(summary(ledger));
  },
  PATIENCE,
);

/** What a page does: it asks again with the same id when no answer came, and Undo as well. */
async function write({ who, letter, isRegretted }: Written) {
  await who.call(sendLetter, letter).catch(unlessLost);
  if (isRegretted) await who.call(takeBack, { id: letter.id }).catch(unlessLost);
}

/** Brings a letter to its end, as its writer can: what waits need not wait. */
async function settle({ who, letter }: Written): Promise<OutboxState> {
  const { id } = letter;
  const until = Date.now() + PATIENCE / 2;
  while (Date.now() < until) {
    const item: OutboxItem | null = await who.call(readOutbox, { id }).catch(absent);
    if (!item) await who.call(sendLetter, letter).catch(unlessLost);
    else if (item.state === 'held') await who.call(changeOutbox, { id, at: 0 }).catch(unlessLost);
    else if (item.state === 'accepted')
      await who.call(settleOutbox, { id, as: 'arrived' }).catch(unlessLost);
    else if (item.state !== 'sending' && item.state !== 'filed') return item.state;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the letter ${letter.subject} comes to no end`);
}

/** A dead server answers nothing, and one that lives may know better than the page. */
function unlessLost(error: unknown) {
  if (error instanceof Refused && error.status >= 500 && error.code === 'server-error') throw error;
}

function absent(error: unknown): null {
  if (error instanceof Refused && error.status === 404) return null;
  throw error;
}

async function live() {
  const env = {
    ...process.env,
    ...stack.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    SMTP_URL: smtp.url,
    IMAP_URL: imap.url,
    LOG_LEVEL: 'error',
  };
  const main = join(import.meta.dirname, '../../main.ts');
  child = spawn(process.execPath, ['--import', 'tsx', main], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await expect
    .poll(
      () =>
        fetch(`http://localhost:${port}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      {
        timeout: 60_000,
        interval: 50,
      },
    )
    .toBe(true);
}

async function die() {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function arrive(address: string) {
  const who = new Visitor(`http://localhost:${port}`);
  await who.call(signIn, { email: address, password: PASSWORD });
  return { who, address };
}

const subjectsIn = (address: string, mailbox: string) =>
  stack.doveadm('fetch', '-u', address, 'hdr.subject', 'mailbox', mailbox, 'all');

const timesIn = (text: string, subject: string) => text.split(subject).length - 1;

const writer = (i: number) => `writer-${i}@test.example`;

const oneOf = <T>(all: T[]): T => all[Math.floor(Math.random() * all.length)]!;

function summary(ledger: Written[]): string {
  const counts = new Map<string, number>();
  for (const { end } of ledger) counts.set(end!, (counts.get(end!) ?? 0) + 1);
  return `ledger: ${[...counts].map(([state, count]) => `${count} ${state}`).join(', ')}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return free;
}
