import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  addPasskey,
  askPasskey,
  offerPasskey,
  readSecondFactor,
  removePasskey,
  takeSecondStep,
} from '../../../shared/second-factor.ts';
import { signIn } from '../../../shared/session.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { SoftKey } from './soft-key.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let people = 0;
let email: string;
let ana: Visitor;
let key: SoftKey;
const refused = { code: 'passkey-refused' };

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(async () => {
  email = `ana-${++people}@test.example`;
  await stack.addMailbox(email, PASSWORD);
  ana = await bridge.signIn(email, PASSWORD);
  key = new SoftKey();
});

it('a passkey is added, does the second step, and is removed', async () => {
  const { recoveryCodes } = await add(ana, key);
  expect(recoveryCodes).toHaveLength(10);
  expect(await ana.call(readSecondFactor, {})).toMatchObject({
    passkeys: [{ id: key.id, name: 'Key', usedAt: null }],
  });
  const { visitor, challenge } = await asked();
  expect(await take(visitor, key.sign(challenge, here()))).toMatchObject({ account: email });
  expect(await ana.call(readSecondFactor, {})).toMatchObject({
    passkeys: [{ usedAt: expect.any(Number) }],
  });
  await ana.call(removePasskey, { id: key.id, password: PASSWORD });
  expect(await ana.call(readSecondFactor, {})).toMatchObject({ passkeys: [], recoveryLeft: 0 });
});

it('one that was made for another question, page or host is refused', async () => {
  const credential = async (where: object = {}) => {
    const { challenge } = await ana.call(offerPasskey, { password: PASSWORD });
    return key.make(challenge, { ...here(), ...where });
  };
  const attempt = (made: object) => ana.call(addPasskey, { name: 'Key', credential: made });
  await expect(attempt(key.make('AAAA', here()))).rejects.toMatchObject(refused);
  for (const where of [{ origin: 'https://evil.example' }, { host: 'evil.example' }])
    await expect(attempt(await credential(where))).rejects.toMatchObject(refused);
  const good = await credential();
  await attempt(good);
  await expect(attempt(good), 'the same answer twice').rejects.toMatchObject(refused);
  await expect(attempt(await credential()), 'known').rejects.toMatchObject({
    code: 'passkey-known',
  });
});

it('a signature for another question, page, host or person is refused', async () => {
  await add(ana, key);
  const { visitor, challenge } = await asked();
  const used = key.sign(challenge, here());
  await take(visitor, used);

  await expect(take((await asked()).visitor, used), 'replayed').rejects.toMatchObject(refused);
  for (const where of [{ origin: 'https://evil.example' }, { host: 'evil.example' }]) {
    const next = await asked();
    const signed = key.sign(next.challenge, { ...here(), ...where });
    await expect(take(next.visitor, signed)).rejects.toMatchObject(refused);
  }
  const stranger = await asked();
  const foreign = { ...new SoftKey().sign(stranger.challenge, here()), id: key.id };
  await expect(take(stranger.visitor, foreign)).rejects.toMatchObject(refused);

  const bobsKey = new SoftKey();
  const bob = `bob-${people}@test.example`;
  await stack.addMailbox(bob, PASSWORD);
  await add(await bridge.signIn(bob, PASSWORD), bobsKey);
  const next = await asked();
  await expect(take(next.visitor, bobsKey.sign(next.challenge, here()))).rejects.toMatchObject(
    refused,
  );
});

it('a question is answered once, and a copy that counts behind is refused', async () => {
  await add(ana, key);
  const first = await asked();
  await expect(take(first.visitor, key.sign('AAAA', here()))).rejects.toMatchObject(refused);
  await expect(
    take(first.visitor, key.sign(first.challenge, here())),
    'the question was spent',
  ).rejects.toMatchObject(refused);
  const second = await asked();
  await take(second.visitor, key.sign(second.challenge, here()));
  key.counter = 0;
  const third = await asked();
  await expect(take(third.visitor, key.sign(third.challenge, here()))).rejects.toMatchObject(
    refused,
  );
});

const here = () => ({ origin: bridge.url });

async function add(who: Visitor, made: SoftKey) {
  const { challenge } = await who.call(offerPasskey, { password: PASSWORD });
  return who.call(addPasskey, { name: 'Key', credential: made.make(challenge, here()) });
}

/** A browser in which the password was right and a passkey is asked for. */
async function asked(): Promise<{ visitor: Visitor; challenge: string }> {
  const visitor = bridge.visitor();
  const answer = await visitor.call(signIn, { email, password: PASSWORD });
  expect(answer).toMatchObject({ secondStep: { ways: ['passkey', 'recovery'] } });
  return { visitor, challenge: (await visitor.call(askPasskey, {})).challenge };
}

const take = (visitor: Visitor, credential: object) =>
  visitor.call(takeSecondStep, { proof: { way: 'passkey', credential } });
