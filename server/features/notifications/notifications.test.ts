import { createPublicKey, verify } from 'node:crypto';
import { dirname } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { addContact } from '../../../shared/contacts.ts';
import {
  addPushDevice,
  listPushDevices,
  readNewMail,
  removePushDevice,
  testPushDevice,
} from '../../../shared/notifications.ts';
import { signOut } from '../../../shared/session.ts';
import { createDialler } from '../../http/dialler.ts';
import { setMailboxPassword } from '../../store/accounts.ts';
import { writePreferences } from '../../store/preferences.ts';
import { listPushes } from '../../store/push-subscriptions.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { makeSubscription, startPushService } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let service: Awaited<ReturnType<typeof startPushService>>;
let people = 0;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
  service = await startPushService(dirname(stack.env.MAIL_CA_FILE));
  bridge.context.dialler = createDialler({ allowLoopback: true, ca: service.ca });
});
afterAll(async () => {
  await bridge?.stop();
  service?.stop();
  await stack?.stop();
});
beforeEach(() => {
  service.received.length = 0;
  service.answer(201);
});

async function somebody() {
  const address = `ana${++people}@test.example`;
  await stack.addMailbox(address, PASSWORD);
  return { address, visitor: await bridge.signIn(address, PASSWORD) };
}

async function subscribed() {
  const who = await somebody();
  const path = `/to/${people}`;
  const browser = makeSubscription(service.url + path);
  const { id } = await who.visitor.call(addPushDevice, browser.subscription);
  return { ...who, ...browser, path, id };
}

const deliver = (to: string, subject: string, from = 'Clara Vidal <clara@else.example>') =>
  stack.deliver({ from, to, subject, text: 'The words of the letter.' });

const arrived = (path: string) => service.received.filter((one) => one.path === path);
const comes = (path: string) =>
  vi.waitUntil(() => arrived(path)[0], { timeout: 15_000, interval: 50 });
const devicesOf = async (visitor: Visitor) => (await visitor.call(listPushDevices, {})).devices;
const kept = (address: string) => listPushes(bridge.context.store, address, Date.now());

describe('with no page open', () => {
  it('new mail reaches the browser, sealed for it, without sender or subject', async () => {
    const { address, path, open } = await subscribed();
    await deliver(address, 'A secret matter');
    const { headers, body } = await comes(path);
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '14400' });
    expect(body.toString('latin1')).not.toMatch(/secret|clara|ana\d/i);
    const payload = open(body);
    expect(payload).toMatchObject({ kind: 'mail', count: 1, uid: 1, silent: true });
    expect(JSON.stringify(payload)).not.toMatch(/secret|clara|ana\d/i);
    expectSignedByUs(headers.authorization ?? '');
  });

  it('who wrote and about what is told to those who asked for it', async () => {
    const { address, path, open } = await subscribed();
    await writePreferences(bridge.context.store, address, {
      notifications: { shows: 'sender', sound: true },
    });
    await deliver(address, 'Quinces');
    expect(open((await comes(path)).body)).toMatchObject({
      sender: 'Clara Vidal',
      subject: 'Quinces',
      silent: false,
    });
  });

  it('a browser that is gone is forgotten, and its password with it', async () => {
    const { address, path } = await subscribed();
    service.answer(410);
    await deliver(address, 'Anybody there?');
    await comes(path);
    await vi.waitFor(async () => expect(await kept(address)).toEqual([]));
  });

  it('the password is kept sealed, and signing out ends it (S-36)', async () => {
    const { address, visitor, path } = await subscribed();
    const [push] = await kept(address);
    expect(push?.sealed).toMatch(/^[\w+/=-]{40,}$/);
    expect(JSON.stringify(push)).not.toContain(PASSWORD);
    await visitor.call(signOut, {});
    await vi.waitFor(async () => expect(await kept(address)).toEqual([]));
    await deliver(address, 'Too late');
    const other = await subscribed();
    await deliver(other.address, 'In time');
    await comes(other.path);
    expect(arrived(path)).toEqual([]);
  });

  it('a password that was changed elsewhere is not tried again and again (F-24)', async () => {
    const { address, path } = await subscribed();
    await setMailboxPassword(bridge.context.accounts!, address, 'Another-8-tilleul');
    await stack.killDovecot();
    await stack.startDovecot();
    await vi.waitFor(async () => expect(await kept(address)).toEqual([]), 15_000);
    expect(arrived(path)).toEqual([]);
  });
});

describe('devices', () => {
  it('are listed, tried and removed, each by its owner only (S-37)', async () => {
    const { visitor, id, path, open } = await subscribed();
    const stranger = await somebody();
    expect(await devicesOf(visitor)).toMatchObject([{ id, current: true, toldAt: null }]);
    expect(await devicesOf(stranger.visitor)).toEqual([]);
    await expect(stranger.visitor.call(testPushDevice, { id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(stranger.visitor.call(removePushDevice, { id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await visitor.call(testPushDevice, { id });
    expect(open((await comes(path)).body)).toEqual({ kind: 'test' });
    expect((await devicesOf(visitor))[0]?.toldAt).toBeGreaterThan(0);
    await visitor.call(removePushDevice, { id });
    expect(await devicesOf(visitor)).toEqual([]);
  });

  it('a browser that subscribes again takes the place of what it was', async () => {
    const { visitor, subscription } = await subscribed();
    const { id } = await visitor.call(addPushDevice, subscription);
    expect(await devicesOf(visitor)).toMatchObject([{ id }]);
  });

  it('a push service that refuses is said so', async () => {
    const { visitor, id } = await subscribed();
    service.answer(500);
    await expect(visitor.call(testPushDevice, { id })).rejects.toMatchObject({
      code: 'push-failed',
    });
  });

  it.each([
    'http://push.example/x',
    'ftp://push.example/x',
    'https://user:secret@push.example/x',
    'nonsense',
  ])('%s is no push service (S-41)', async (endpoint) => {
    const { visitor } = await somebody();
    const { subscription } = makeSubscription(endpoint);
    await expect(visitor.call(addPushDevice, subscription)).rejects.toMatchObject({
      code: 'push-refused',
    });
  });

  it('addresses of our own network are not called (S-41)', async () => {
    const { visitor } = await somebody();
    const { subscription } = makeSubscription(`${service.url}/inside`);
    const { id } = await visitor.call(addPushDevice, subscription);
    const open = bridge.context.dialler;
    bridge.context.dialler = createDialler();
    await expect(visitor.call(testPushDevice, { id })).rejects.toMatchObject({
      code: 'push-failed',
    });
    bridge.context.dialler = open;
    expect(arrived('/inside')).toEqual([]);
  });

  it('are refused where the administrator switched push off, or names other hosts', async () => {
    const { address } = await somebody();
    const { subscription } = makeSubscription('https://push.elsewhere.example/1');
    for (const [env, code] of [
      [{ WEB_PUSH: 'off' }, 'push-off'],
      [{ WEB_PUSH_HOSTS: 'push.example' }, 'push-refused'],
    ] as const) {
      const other = await startTestBridge(stack, env);
      const visitor = await other.signIn(address, PASSWORD);
      await expect(visitor.call(addPushDevice, subscription)).rejects.toMatchObject({ code });
      expect((await visitor.call(listPushDevices, {})).key === null).toBe(code === 'push-off');
      await other.stop();
    }
  });
});

describe('new mail', () => {
  const since = async (address: string, from: number) => {
    const text = await stack.doveadm('mailbox', 'status', '-u', address, 'uidvalidity', 'INBOX');
    return { uidValidity: /uidvalidity=(\d+)/.exec(text)![1]!, since: from };
  };
  const load = (address: string, subject: string, flags: string[] = [], from = 'x@else.example') =>
    stack.append(address, 'INBOX', `From: ${from}\r\nSubject: ${subject}\r\n\r\nx\r\n`, flags);
  const subjects = async (visitor: Visitor, input: unknown) =>
    (await visitor.call(readNewMail, input)).messages.map(({ subject }) => subject);

  it('is what came since and nobody has read', async () => {
    const { address, visitor } = await somebody();
    await load(address, 'Old');
    await load(address, 'Read on the phone', ['\\Seen']);
    await load(address, 'New');
    const input = await since(address, 2);
    expect(await subjects(visitor, input)).toEqual(['New']);
    expect(await subjects(visitor, { ...input, since: 4 })).toEqual([]);
    expect(await subjects(visitor, { ...input, uidValidity: '1' })).toEqual([]);
  });

  it('is from contacts only, or nobody’s, as the person wishes', async () => {
    const { address, visitor } = await somebody();
    await load(address, 'From a friend', [], 'Léa <LEA@else.example>');
    await load(address, 'From a shop');
    const input = await since(address, 1);
    await visitor.call(addContact, {
      name: 'Léa',
      organization: '',
      emails: [{ value: 'lea@else.example', label: '' }],
      phones: [],
      birthday: '',
      notes: '',
      groups: [],
    });
    const choose = (notifications: object) =>
      writePreferences(bridge.context.store, address, { notifications });
    await choose({ which: 'contacts' });
    expect(await subjects(visitor, input)).toEqual(['From a friend']);
    await choose({ which: 'none' });
    expect(await subjects(visitor, input)).toEqual([]);
    await choose({ quiet: { from: '00:00', to: '00:00', zone: 'Europe/Paris' } });
    expect(await subjects(visitor, input)).toEqual([]);
  });
});

/** The token is ours: for that push service, not for long, and signed with the key that browsers know. */
function expectSignedByUs(authorization: string) {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
  const [head, claims, signature] = token.split('.');
  expect(key).toBe(bridge.context.config.webPush?.publicKey);
  const said = JSON.parse(Buffer.from(claims!, 'base64url').toString());
  expect(said).toMatchObject({ aud: service.url, sub: 'mailto:postmaster@localhost' });
  expect(said.exp).toBeLessThanOrEqual(Date.now() / 1000 + 24 * 3600);
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const isOurs = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature!, 'base64url'),
  );
  expect(isOurs).toBe(true);
}
