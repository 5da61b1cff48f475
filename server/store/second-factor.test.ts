import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothEngines } from './both-engines.ts';
import { addHalfSignIn, deleteHalfSignIn, findHalfSignIn } from './half-sign-ins.ts';
import { type OwnData, openOwnData } from './own-data.ts';
import {
  addPasskey,
  deletePasskey,
  listPasskeys,
  type StoredPasskey,
  takeChallenge,
  touchPasskey,
  writeChallenge,
} from './passkeys.ts';
import {
  confirmPending,
  countRecoveryCodes,
  deleteSecondFactor,
  findAuthenticator,
  findPending,
  replaceRecoveryCodes,
  spendRecoveryCode,
  spendStep,
  writePending,
} from './second-factor.ts';
import { deleteSessionsOf } from './sessions.ts';
import {
  addTrustedDevice,
  bindTrustedDevice,
  countTrustedDevices,
  forgetTrustedDevices,
  isTrustedDevice,
  moveTrust,
} from './trusted-devices.ts';

const ANA = 'ana@example.org';
const BOB = 'bob@example.org';
const passkey: StoredPasskey = {
  id: 'credential-1',
  account: ANA,
  name: 'Key “ring”',
  publicKey: new Uint8Array([0, 1, 254, 255]),
  counter: 0,
  transports: ['usb'],
  createdAt: 1,
  usedAt: null,
};

onBothEngines('the second factor', (emptyDatabase) => {
  let db: OwnData;
  beforeAll(async () => {
    db = await openOwnData(await emptyDatabase());
  });
  afterAll(() => db?.destroy());

  it('an authenticator counts after its first code, and the one before until then', async () => {
    await writePending(db, ANA, 'first', 1000);
    expect(await findAuthenticator(db, ANA)).toBeUndefined();
    expect(await findPending(db, ANA, 1000)).toBeUndefined();
    expect(await findPending(db, ANA, 999)).toBe('first');
    expect(await confirmPending(db, ANA, 'other', { step: 5, now: 2000 })).toBe(false);
    expect(await confirmPending(db, ANA, 'first', { step: 5, now: 2000 })).toBe(true);
    await writePending(db, ANA, 'second', 3000);
    expect(await findAuthenticator(db, ANA)).toEqual({ sealed: 'first', confirmedAt: 2000 });
    expect(await findAuthenticator(db, BOB)).toBeUndefined();
  });

  it('a code is spent once, and none before it (S-40)', async () => {
    expect(await spendStep(db, ANA, 5)).toBe(false);
    const both = await Promise.all([spendStep(db, ANA, 7), spendStep(db, ANA, 7)]);
    expect(both.sort()).toEqual([false, true]);
    expect(await spendStep(db, ANA, 6)).toBe(false);
    expect(await spendStep(db, BOB, 9)).toBe(false);
  });

  it('a recovery code is spent once, by its owner', async () => {
    await replaceRecoveryCodes(db, ANA, ['old']);
    await replaceRecoveryCodes(db, ANA, ['a', 'b']);
    expect(await spendRecoveryCode(db, ANA, 'old')).toBe(false);
    expect(await spendRecoveryCode(db, BOB, 'a')).toBe(false);
    const both = await Promise.all([
      spendRecoveryCode(db, ANA, 'a'),
      spendRecoveryCode(db, ANA, 'a'),
    ]);
    expect(both.sort()).toEqual([false, true]);
    expect(await countRecoveryCodes(db, ANA)).toBe(1);
  });

  it('a passkey belongs to one account, whole', async () => {
    expect(await addPasskey(db, passkey)).toBe(true);
    expect(await addPasskey(db, { ...passkey, account: BOB })).toBe(false);
    expect(await listPasskeys(db, ANA)).toEqual([passkey]);
    expect(await touchPasskey(db, passkey, { counter: 3, now: 9 })).toBe(true);
    expect(await listPasskeys(db, ANA)).toMatchObject([{ counter: 3, usedAt: 9 }]);
    expect(await deletePasskey(db, BOB, passkey.id)).toBeUndefined();
    expect(await deletePasskey(db, ANA, passkey.id)).toBe('Key “ring”');
    expect(await touchPasskey(db, passkey, { counter: 4, now: 10 })).toBe(false);
  });

  it('what a passkey was asked is answered once, and in time', async () => {
    await writeChallenge(db, 'step:1', 'before', { now: 0, expiresAt: 100 });
    await writeChallenge(db, 'step:1', 'asked', { now: 0, expiresAt: 100 });
    await writeChallenge(db, 'step:2', 'late', { now: 0, expiresAt: 100 });
    expect(await takeChallenge(db, 'step:1', 99)).toBe('asked');
    expect(await takeChallenge(db, 'step:1', 99)).toBeUndefined();
    expect(await takeChallenge(db, 'step:2', 100)).toBeUndefined();
  });

  it('a half sign-in waits until its time, and is taken once', async () => {
    const half = { idHash: 'h', account: ANA, sealed: 's', remember: true, expiresAt: 100 };
    await addHalfSignIn(db, half, 0);
    expect(await findHalfSignIn(db, 'h', 99)).toEqual(half);
    expect(await findHalfSignIn(db, 'h', 100)).toBeUndefined();
    const both = await Promise.all([deleteHalfSignIn(db, 'h'), deleteHalfSignIn(db, 'h')]);
    expect(both.sort()).toEqual([false, true]);
  });

  it('a trusted device is one of its account, until its time or until its session is ended', async () => {
    const device = { account: ANA, createdAt: 0, expiresAt: 100 };
    await addTrustedDevice(db, { ...device, idHash: 'laptop', session: 'before' });
    await addTrustedDevice(db, { ...device, idHash: 'phone', session: 'two' });
    await bindTrustedDevice(db, ANA, 'laptop', 'one');
    expect(await isTrustedDevice(db, ANA, 'laptop', 99)).toBe(true);
    expect(await isTrustedDevice(db, ANA, 'laptop', 100)).toBe(false);
    expect(await isTrustedDevice(db, BOB, 'laptop', 99)).toBe(false);
    await forgetTrustedDevices(db, ANA, { only: 'before' });
    expect(await countTrustedDevices(db, ANA, 1)).toBe(2);
    await moveTrust(db, ANA, { from: 'one', to: 'renewed' });
    await deleteSessionsOf(db, ANA, { except: 'renewed' });
    expect(await isTrustedDevice(db, ANA, 'laptop', 1)).toBe(true);
    expect(await isTrustedDevice(db, ANA, 'phone', 1)).toBe(false);
    await deleteSessionsOf(db, ANA);
    expect(await countTrustedDevices(db, ANA, 1)).toBe(0);
  });

  it('taken away, it is gone whole, and nobody else’s', async () => {
    await addPasskey(db, { ...passkey, id: 'bob', account: BOB });
    await addTrustedDevice(db, {
      ...{ idHash: 'd', account: ANA, session: 's', createdAt: 0, expiresAt: 100 },
    });
    expect(await deleteSecondFactor(db, ANA)).toBe(true);
    expect(await deleteSecondFactor(db, ANA)).toBe(false);
    expect(await findAuthenticator(db, ANA)).toBeUndefined();
    expect(await countRecoveryCodes(db, ANA)).toBe(0);
    expect(await countTrustedDevices(db, ANA, 1)).toBe(0);
    expect(await listPasskeys(db, BOB)).toHaveLength(1);
  });
});
