import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { listFolders } from '../../../shared/folders.ts';
import {
  endSession,
  listSessions,
  readSession,
  signIn,
  signOut,
  signOutEverywhere,
} from '../../../shared/session.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox('ana@test.example', PASSWORD);
  await stack.addMailbox('bob@test.example', PASSWORD);
  await stack.addAlias('contact@test.example', 'ana@test.example');
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('signing in', () => {
  it('is a successful login at the mail server', async () => {
    const visitor = bridge.visitor();
    const session = await visitor.call(signIn, { email: ' Ana@Test.example ', password: PASSWORD });
    expect(session).toMatchObject({
      account: 'ana@test.example',
      addresses: ['ana@test.example', 'contact@test.example'],
    });
    expect(await visitor.call(readSession, {})).toEqual(session);
  });

  it('keeps the password nowhere: not in the database, not in the answer (S-36)', async () => {
    const visitor = await bridge.signIn('ana@test.example', PASSWORD);
    const rows = await bridge.context.store.selectFrom('sessions').selectAll().execute();
    const kept = JSON.stringify(rows);
    expect(kept).not.toContain(PASSWORD);
    const [id, key] = visitor.cookie.split('=')[1]?.split('.') ?? [];
    expect(kept).not.toContain(id);
    expect(kept).not.toContain(key);
  });

  it('gives each sign-in a new id (S-35)', async () => {
    const visitor = await bridge.signIn('ana@test.example', PASSWORD);
    const before = visitor.cookie;
    await visitor.call(signIn, { email: 'ana@test.example', password: PASSWORD });
    expect(visitor.cookie).not.toBe(before);
  });

  it('answers an unknown user and a wrong password alike, in the same time (S-39)', async () => {
    const [unknown, wrong] = await Promise.all([
      refusalOf({ email: 'nobody@test.example', password: PASSWORD }),
      refusalOf({ email: 'bob@test.example', password: 'wrong' }),
    ]);
    expect(unknown.body).toEqual(wrong.body);
    // Both wait for the same moment, which is later than any answer of the mail server.
    expect(unknown.ms).toBeGreaterThan(2400);
    expect(wrong.ms).toBeGreaterThan(2400);
  });

  it('limits attempts per account, says until when, and lets others in (S-39)', async () => {
    const attempts = Array.from({ length: 12 }, () =>
      refusalOf({ email: 'limited@test.example', password: 'x' }),
    );
    const answers = await Promise.all(attempts);
    // None of many at once is free.
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(8);
    const { status, body } = await refusalOf({ email: 'limited@test.example', password: 'x' });
    expect(status).toBe(429);
    expect(body.error.code).toBe('rate-limited');
    expect(body.error.details.retryAfterSeconds).toBeGreaterThan(60);
    await expect(bridge.signIn('bob@test.example', PASSWORD)).resolves.toBeDefined();
  });

  it('tells the mail server the address of the client (S-39)', async () => {
    const proxied = await startTestBridge(stack, { TRUSTED_PROXIES: '127.0.0.1,::1' });
    await proxied.visitor().fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.9' },
      body: JSON.stringify({ email: 'ana@test.example', password: PASSWORD }),
    });
    expect(await stack.doveadm('who', '-1', 'ana@test.example')).toContain('203.0.113.9');
    await proxied.stop();
  });

  it('believes X-Forwarded-For from nobody else (S-39)', async () => {
    const visitor = bridge.visitor();
    await visitor.fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.10' },
      body: JSON.stringify({ email: 'ana@test.example', password: PASSWORD }),
    });
    const { sessions } = await visitor.call(listSessions, {});
    expect(sessions.map(({ address }) => address)).not.toContain('203.0.113.10');
  });
});

describe('signing out', () => {
  it('ends this session only', async () => {
    const here = await bridge.signIn('bob@test.example', PASSWORD);
    const there = await bridge.signIn('bob@test.example', PASSWORD);
    const stolen = copyOf(here);
    await here.call(signOut, {});
    await expect(stolen.call(readSession, {})).rejects.toMatchObject({
      status: 401,
      code: 'signed-out',
    });
    await expect(there.call(listFolders, {})).resolves.toBeDefined();
  });

  it('ends another place, and closes its page within five seconds (S-38)', async () => {
    const here = await bridge.signIn('bob@test.example', PASSWORD);
    const there = await bridge.signIn('bob@test.example', PASSWORD);
    const page = await there.listen();
    const { sessions } = await there.call(listSessions, {});
    const place = sessions.find(({ current }) => current);
    await here.call(endSession, { id: place?.id ?? '' });
    await closed(page.socket);
    expect(page.ended).toBe(true);
    await expect(there.call(readSession, {})).rejects.toMatchObject({ status: 401 });
  });

  it('ends everywhere', async () => {
    const here = await bridge.signIn('bob@test.example', PASSWORD);
    const there = await bridge.signIn('bob@test.example', PASSWORD);
    const page = await there.listen();
    const stolen = copyOf(here);
    await here.call(signOutEverywhere, {});
    await closed(page.socket);
    await expect(stolen.call(readSession, {})).rejects.toMatchObject({ status: 401 });
    await expect(there.call(readSession, {})).rejects.toMatchObject({ status: 401 });
  });

  it('hides the sessions of others (S-37)', async () => {
    const ana = await bridge.signIn('ana@test.example', PASSWORD);
    const bob = await bridge.signIn('bob@test.example', PASSWORD);
    const { sessions } = await bob.call(listSessions, {});
    await expect(ana.call(endSession, { id: sessions[0]?.id ?? '' })).rejects.toMatchObject({
      status: 404,
    });
    await expect(bob.call(readSession, {})).resolves.toBeDefined();
  });
});

async function refusalOf(input: { email: string; password: string }) {
  const start = performance.now();
  const response = await bridge.visitor().fetch('/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = (await response.json()) as {
    error: { code: string; details: { retryAfterSeconds: number } };
  };
  return { status: response.status, body, ms: performance.now() - start };
}

function copyOf(visitor: Visitor): Visitor {
  const copy = bridge.visitor();
  copy.cookie = visitor.cookie;
  return copy;
}

function closed(socket: {
  connected: boolean;
  once(event: 'disconnect', then: () => void): unknown;
}): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!socket.connected) return resolve();
    setTimeout(() => reject(new Error('the socket is still open')), 5000);
    socket.once('disconnect', () => resolve());
  });
}
