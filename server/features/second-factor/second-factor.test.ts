import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { listFolders } from '../../../shared/folders.ts';
import {
  askPasskey,
  confirmAuthenticator,
  forgetDevices,
  makeRecoveryCodes,
  offerAuthenticator,
  offerPasskey,
  readSecondFactor,
  removeAuthenticator,
  removePasskey,
  takeSecondStep,
} from '../../../shared/second-factor.ts';
import {
  endSession,
  listSessions,
  readSession,
  signIn,
  signOut,
  signOutEverywhere,
} from '../../../shared/session.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { takeAway } from './factor.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let people = 0;
let email: string;
let ana: Visitor;
let secret: string;
let recoveryCodes: string[];

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

/** Somebody of each test's own. The first code of their app is spent; `code()` is the one after it. */
beforeEach(async () => {
  email = `ana-${++people}@test.example`;
  await stack.addMailbox(email, PASSWORD);
  ana = await bridge.signIn(email, PASSWORD);
  secret = (await ana.call(offerAuthenticator, { password: PASSWORD })).secret;
  const set = await ana.call(confirmAuthenticator, { code: code(0) });
  recoveryCodes = set.recoveryCodes ?? [];
});

describe('signing in', () => {
  it('takes a password and a code, and nothing opens before the second', async () => {
    const visitor = await half();
    const curious = bridge.visitor();
    for (const endpoint of [readSession, listFolders, readSecondFactor]) {
      curious.cookie = visitor.cookie;
      await expect(curious.call(endpoint, {})).rejects.toMatchObject({ code: 'signed-out' });
    }
    curious.cookie = visitor.cookie;
    await expect(curious.listen()).rejects.toThrow();
    const session = await visitor.call(takeSecondStep, { proof: { way: 'code', code: code() } });
    expect(session).toMatchObject({ account: email });
    expect(await visitor.call(listFolders, {})).toMatchObject({ folders: expect.anything() });
  });

  it('says what is asked only to who knows the password (S-39)', async () => {
    const wrong = { email, password: 'wrong' };
    await expect(bridge.visitor().call(signIn, wrong)).rejects.toMatchObject({
      ...{ code: 'credentials-wrong', details: {} },
    });
    const right = await bridge.visitor().call(signIn, { email, password: PASSWORD });
    expect(right).toEqual({ secondStep: { ways: ['code', 'recovery'], seconds: 300 } });
  });

  it('a code works once, in this browser and in any other (S-40)', async () => {
    const [first, second] = [await half(), await half()];
    const proof = { way: 'code', code: code() };
    await first.call(takeSecondStep, { proof });
    await expect(second.call(takeSecondStep, { proof })).rejects.toMatchObject({
      code: 'code-wrong',
    });
  });

  it('a half sign-in becomes one session, for the browser that began it', async () => {
    const visitor = await half();
    const stolen = bridge.visitor();
    stolen.cookie = visitor.cookie.replace(/\.[\w-]+$/, `.${'A'.repeat(43)}`);
    const proof = { way: 'recovery', code: recoveryCodes[0] };
    await expect(stolen.call(takeSecondStep, { proof })).rejects.toMatchObject({
      code: 'second-step-gone',
    });
    const copy = bridge.visitor();
    copy.cookie = visitor.cookie;
    await visitor.call(takeSecondStep, { proof });
    await expect(
      copy.call(takeSecondStep, { proof: { way: 'recovery', code: recoveryCodes[1] } }),
    ).rejects.toMatchObject({ code: 'second-step-gone' });
  });

  it('is no session under another name, and waits five minutes', async () => {
    const visitor = await half();
    const disguised = bridge.visitor();
    disguised.cookie = visitor.cookie.replace('sobre-step', 'sobre');
    await expect(disguised.call(readSession, {})).rejects.toMatchObject({ code: 'signed-out' });
    await bridge.context.store
      .updateTable('half_sign_ins')
      .set({ expires_at: Date.now() - 1 })
      .where('account', '=', email)
      .execute();
    await expect(
      visitor.call(takeSecondStep, { proof: { way: 'code', code: code() } }),
    ).rejects.toMatchObject({ code: 'second-step-gone' });
  });

  it('a recovery code works once, in either spelling, and is told by mail', async () => {
    expect(recoveryCodes).toHaveLength(10);
    const spelt = (recoveryCodes[0] ?? '').toUpperCase().replace('-', ' ');
    await (await half()).call(takeSecondStep, { proof: { way: 'recovery', code: spelt } });
    expect(await ana.call(readSecondFactor, {})).toMatchObject({ recoveryLeft: 9 });
    expect(await inbox()).toContain('Somebody signed in with a recovery code');
    await expect(
      (await half()).call(takeSecondStep, { proof: { way: 'recovery', code: recoveryCodes[0] } }),
    ).rejects.toMatchObject({ code: 'recovery-code-wrong' });
  });

  it('limits tries per account, whatever the browser, and tells the owner (S-39)', async () => {
    const proof = { way: 'code', code: '000000' };
    const visitors = await Promise.all(Array.from({ length: 8 }, half));
    const refusals = await Promise.all(
      visitors.map((visitor) => visitor.call(takeSecondStep, { proof }).catch((error) => error)),
    );
    const codes = refusals.map((refusal) => refusal.code);
    expect(codes.filter((one) => one === 'rate-limited')).toHaveLength(3);
    const right = { way: 'code', code: code() };
    await expect(visitors[0]?.call(takeSecondStep, { proof: right })).rejects.toMatchObject({
      ...{ code: 'rate-limited', details: { retryAfterSeconds: expect.any(Number) } },
    });
    expect(await inbox()).toContain('Somebody knows your password');
  });

  it('keeps the password and the secrets sealed (S-36)', async () => {
    await half();
    const { store } = bridge.context;
    const kept = JSON.stringify([
      await store.selectFrom('half_sign_ins').selectAll().execute(),
      await store.selectFrom('authenticators').selectAll().execute(),
      await store.selectFrom('recovery_codes').selectAll().execute(),
    ]);
    for (const word of [PASSWORD, secret, ...recoveryCodes, recoveryCodes[0]?.replace('-', '')])
      expect(kept).not.toContain(word);
  });

  it('refuses what is no proof, and who has no passkey', async () => {
    const visitor = await half();
    for (const proof of [{ way: 'code' }, { way: 'none' }, { way: 'code', code: '1\r\n2' }, null])
      await expect(visitor.call(takeSecondStep, { proof })).rejects.toMatchObject({
        code: 'input-invalid',
      });
    await visitor.call(askPasskey, {});
    const credential = {
      ...{ id: 'x', rawId: 'x', type: 'public-key' },
      response: { clientDataJSON: 'x', authenticatorData: 'x', signature: 'x' },
    };
    await expect(
      visitor.call(takeSecondStep, { proof: { way: 'passkey', credential } }),
    ).rejects.toMatchObject({ code: 'passkey-refused' });
  });
});

describe('a trusted device', () => {
  it('leaves the second step out for its account, until its session is ended from elsewhere', async () => {
    const visitor = await half();
    const device = await trust(visitor);
    expect(await ana.call(readSecondFactor, {})).toMatchObject({ trustedDevices: 1 });
    await visitor.call(signOut, {});

    const again = await withDevice(device);
    expect(again.answer).toMatchObject({ account: email });
    const { sessions } = await ana.call(listSessions, {});
    const place = sessions.find(({ current }) => !current);
    await ana.call(endSession, { id: place?.id ?? '' });
    expect((await withDevice(device)).answer).toHaveProperty('secondStep');
  });

  it('is nobody else’s, and not trusted any more after “sign out everywhere” or “forget”', async () => {
    const device = await trust(await half());
    const other = `bob-${people}@test.example`;
    await stack.addMailbox(other, PASSWORD);
    const bob = await bridge.signIn(other, PASSWORD);
    const bobs = await bob.call(offerAuthenticator, { password: PASSWORD });
    await bob.call(confirmAuthenticator, { code: code(0, bobs.secret) });
    const [name, id] = device.split('=');
    expect((await withDevice(`${name}=${id}`, other)).answer).toHaveProperty('secondStep');

    await ana.call(forgetDevices, {});
    expect((await withDevice(device)).answer).toHaveProperty('secondStep');
    const next = await trust(await half(), { way: 'recovery', code: recoveryCodes[1] });
    await ana.call(signOutEverywhere, {});
    expect((await withDevice(next)).answer).toHaveProperty('secondStep');
  });
});

describe('the settings', () => {
  it('ask for the password again, whatever is changed', async () => {
    const password = 'wrong';
    const acts = [
      ana.call(offerAuthenticator, { password }),
      ana.call(removeAuthenticator, { password }),
      ana.call(makeRecoveryCodes, { password }),
      ana.call(offerPasskey, { password }),
      ana.call(removePasskey, { password, id: 'x' }),
    ];
    const refused = acts.map((act) =>
      expect(act).rejects.toMatchObject({ code: 'password-wrong' }),
    );
    await Promise.all(refused);
  });

  it('a new app counts after its first code; the old one until then', async () => {
    const next = await ana.call(offerAuthenticator, { password: PASSWORD });
    expect(next.uri).toContain(encodeURIComponent(next.secret));
    await expect(ana.call(confirmAuthenticator, { code: '000000' })).rejects.toMatchObject({
      code: 'code-wrong',
    });
    await (await half()).call(takeSecondStep, { proof: { way: 'code', code: code() } });
    const set = await ana.call(confirmAuthenticator, { code: code(0, next.secret) });
    expect(set.recoveryCodes).toBeNull();
    await expect(
      (await half()).call(takeSecondStep, { proof: { way: 'code', code: code() } }),
    ).rejects.toMatchObject({ code: 'code-wrong' });
  });

  it('new recovery codes put the old ones out of force', async () => {
    const made = await ana.call(makeRecoveryCodes, { password: PASSWORD });
    expect(made.recoveryCodes).not.toEqual(recoveryCodes);
    const visitor = await half();
    await expect(
      visitor.call(takeSecondStep, { proof: { way: 'recovery', code: recoveryCodes[0] } }),
    ).rejects.toMatchObject({ code: 'recovery-code-wrong' });
    await visitor.call(takeSecondStep, { proof: { way: 'recovery', code: made.recoveryCodes[0] } });
  });

  it('turned off, the password is enough again, and nothing of it is left', async () => {
    const device = await trust(await half());
    await ana.call(removeAuthenticator, { password: PASSWORD });
    expect(await ana.call(readSecondFactor, {})).toEqual({
      ...{ authenticatorSince: null, passkeys: [], recoveryLeft: 0, trustedDevices: 0 },
    });
    expect((await withDevice(device)).answer).toMatchObject({ account: email });
    const letters = await inbox();
    expect(letters).toContain('Codes of an app are asked for at sign-in');
    expect(letters).toContain('Codes of an app are not asked for any more');
  });

  it('an administrator takes it away from who lost the phone', async () => {
    expect(await takeAway(bridge.context, email)).toBe(true);
    expect(await takeAway(bridge.context, email)).toBe(false);
    await expect(bridge.signIn(email, PASSWORD)).resolves.toBeDefined();
  });
});

/** The code that the app shows some seconds from now. */
function code(seconds = 30, of = secret): string {
  return new TOTP({ secret: of }).generate({ timestamp: Date.now() + seconds * 1000 });
}

/** A browser in which the password was right. */
async function half(): Promise<Visitor> {
  const visitor = bridge.visitor();
  await visitor.call(signIn, { email, password: PASSWORD });
  return visitor;
}

/** Does the second step and trusts the browser; answers its device cookie. */
async function trust(visitor: Visitor, proof: object = { way: 'code', code: code() }) {
  const response = await visitor.fetch(takeSecondStep.path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ proof, trust: true }),
  });
  const cookies = response.headers.getSetCookie();
  const device = cookies.find((cookie) => cookie.startsWith('sobre-device-')) ?? '';
  expect(device).toMatch(/; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
  return device.split(';')[0] ?? '';
}

async function withDevice(device: string, who = email) {
  const visitor = bridge.visitor();
  visitor.cookie = device;
  return { visitor, answer: await visitor.call(signIn, { email: who, password: PASSWORD }) };
}

const inbox = () => stack.doveadm('fetch', '-u', email, 'hdr.subject', 'mailbox', 'INBOX', 'all');
