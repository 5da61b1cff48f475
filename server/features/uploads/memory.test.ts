import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { sendLetter, takeBack } from '../../../shared/compose.ts';
import { listMessages, partAddress } from '../../../shared/messages.ts';
import { signIn } from '../../../shared/session.ts';
import { Visitor } from '../../testing.ts';
import { reaches } from '../compose/testing.ts';
import { uploadFile } from './testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const SIZE = 25_000_000;
/** A few pieces of the file and what holds them; in base64 the file alone would be twice as much. */
const LITTLE = 20_000_000;
/** What stays behind of a piece of work: caches, compiled code. */
const REST = 5_000_000;
let stack: TestStack;
let child: ChildProcess;
let dataDir: string;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  dataDir = await mkdtemp(join(tmpdir(), 'sobre-memory-'));
  const port = await freePort();
  const env = { ...stack.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const [probe, main] = ['memory-probe.mjs', '../../main.ts'].map((name) =>
    join(import.meta.dirname, name),
  );
  child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', '--import', probe!, main!], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = `http://localhost:${port}`;
  const isAlive = () => fetch(`${url}/healthz`).then(Boolean, () => false);
  while (!(await isAlive())) await new Promise((resolve) => setTimeout(resolve, 50));
  ana = new Visitor(url);
  await ana.call(signIn, { email: ADDRESS, password: PASSWORD });
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await stack?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

it('25 MB come in, become a letter and go out again in little memory', {
  timeout: 120_000,
}, async () => {
  await letterWith(await uploadFile(ana, { name: 'warm.bin', bytes: randomBytes(100_000) }));
  await most();
  await ana.call(listMessages, { folder: 'INBOX' });
  const idle = await most();

  const id = await uploadFile(ana, { name: 'film.mp4', bytes: randomBytes(SIZE) });
  const uploading = (await most()) - idle;
  const letter = await letterWith(id, 30);
  const building = (await most()) - idle;
  await ana.call(takeBack, { id: letter.id });
  await reaches(ana, await letterWith(id), 'done');
  const uid = await arrival();
  // The copy in Sent is handed to the mail server whole (trap L-11): that is not counted here, and given back.
  await expect.poll(async () => (await most()) - idle, { timeout: 60_000 }).toBeLessThan(REST);
  await (await ana.fetch(partAddress('INBOX', uid, '2'))).arrayBuffer();
  const reading = (await most()) - idle;

  expect({ uploading, building, reading }).toEqual({
    uploading: expect.toSatisfy(isLittle),
    building: expect.toSatisfy(isLittle),
    reading: expect.toSatisfy(isLittle),
  });
});

const isLittle = (bytes: number) => bytes < LITTLE;

/** The most bytes that were in use since it was asked last. */
async function most(): Promise<number> {
  const answer = once(child, 'message');
  child.send('most');
  const [bytes] = await answer;
  return Number(bytes);
}

/** @param hold seconds in which it is built and does not leave. */
async function letterWith(id: string, hold = 0) {
  const letter = {
    id: randomUUID(),
    from: { name: '', address: ADDRESS },
    to: [{ name: '', address: ADDRESS }],
    cc: [],
    bcc: [],
    subject: 'With a file',
    text: 'Here.',
    attachments: [{ kind: 'upload' as const, id, name: 'film.mp4', contentId: null }],
    hold,
  };
  await ana.call(sendLetter, letter);
  return letter;
}

/** The letter that is heavy. */
async function arrival(): Promise<number> {
  for (;;) {
    const { rows } = await ana.call(listMessages, { folder: 'INBOX' });
    const heavy = rows.find(({ size }) => size > SIZE);
    if (heavy) return heavy.uid;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
