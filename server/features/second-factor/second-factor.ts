import { type Request, Router } from 'express';
import { Refusal } from '../../../shared/refusal.ts';
import {
  addPasskey as addEndpoint,
  confirmAuthenticator,
  forgetDevices,
  MOST_PASSKEYS,
  makeRecoveryCodes,
  offerAuthenticator,
  offerPasskey,
  readSecondFactor,
  removeAuthenticator,
  removePasskey,
} from '../../../shared/second-factor.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { addPasskey, deletePasskey, listPasskeys } from '../../store/passkeys.ts';
import {
  confirmPending,
  countRecoveryCodes,
  deleteAuthenticator,
  findAuthenticator,
  findPending,
  writePending,
} from '../../store/second-factor.ts';
import { countTrustedDevices, forgetTrustedDevices } from '../../store/trusted-devices.ts';
import { announce } from '../notices.ts';
import { proveOwn } from '../session/prove.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import {
  firstRecoveryCodes,
  openSecret,
  renewRecoveryCodes,
  sealSecret,
  takeAway,
  waysOf,
} from './factor.ts';
import {
  authenticatorGone,
  authenticatorSet,
  passkeyAdded,
  passkeyGone,
  recoveryCodesMade,
} from './notices.ts';
import { hostOf, madePasskey, registrationOptions } from './passkeys.ts';
import { newSecret, stepOf, uriOf } from './totp.ts';

/** How long an app may be set up until its first code. */
const SETTING_UP = 15 * 60_000;

/** Two-step sign-in in the settings. What changes it asks for the password again, and is told by mail. */
export function secondFactor(context: Context): Router {
  const { store } = context;
  const router = Router();
  router.get(
    readSecondFactor.path,
    handle(readSecondFactor, (_input, request) => state(context, sessionOf(request).account)),
  );
  router.post(
    offerAuthenticator.path,
    handle(offerAuthenticator, async ({ password }, request) => {
      const { account } = await proven(context, request, password);
      const secret = newSecret();
      await writePending(store, account, sealSecret(context, account, secret), Date.now());
      return { secret, uri: uriOf(secret, account, hostOf(context)) };
    }),
  );
  router.post(
    confirmAuthenticator.path,
    handle(confirmAuthenticator, async ({ code }, request) => {
      const session = sessionOf(request);
      const { account } = session;
      const now = Date.now();
      const pending = await findPending(store, account, now - SETTING_UP);
      if (!pending) throw new Refusal('not-found', 'No app is being set up.');
      const step = stepOf(openSecret(context, account, pending), code, now);
      if (step === null) throw new Refusal('code-wrong', 'The code is wrong.');
      if (!(await confirmPending(store, account, pending, { step, now }))) {
        throw new Refusal('not-found', 'Another app is being set up.');
      }
      const recoveryCodes = await firstRecoveryCodes(context, account);
      await announce(context, session, authenticatorSet);
      return { recoveryCodes };
    }),
  );
  router.post(
    removeAuthenticator.path,
    handle(removeAuthenticator, async ({ password }, request) => {
      const session = await proven(context, request, password);
      const { account } = session;
      if (!(await findAuthenticator(store, account))) {
        throw new Refusal('not-found', 'There is no authenticator app.');
      }
      await deleteAuthenticator(store, account);
      await endWithLast(context, account);
      await announce(context, session, authenticatorGone);
      return {};
    }),
  );
  router.post(
    makeRecoveryCodes.path,
    handle(makeRecoveryCodes, async ({ password }, request) => {
      const session = await proven(context, request, password);
      if ((await waysOf(context, session.account)).length === 0) {
        throw new Refusal('not-found', 'Two-step sign-in is off.');
      }
      const recoveryCodes = await renewRecoveryCodes(context, session.account);
      await announce(context, session, recoveryCodesMade);
      return { recoveryCodes };
    }),
  );
  router.use(passkeys(context));
  router.delete(
    forgetDevices.path,
    handle(forgetDevices, async (_input, request) => {
      await forgetTrustedDevices(store, sessionOf(request).account);
      return {};
    }),
  );
  return router;
}

function passkeys(context: Context): Router {
  const { store } = context;
  const router = Router();
  router.post(
    offerPasskey.path,
    handle(offerPasskey, async ({ password }, request) => {
      const { account, sessionId } = await proven(context, request, password);
      await refuseFull(context, account);
      return registrationOptions(context, account, holderOf(sessionId));
    }),
  );
  router.post(
    addEndpoint.path,
    handle(addEndpoint, async (input, request) => {
      const session = sessionOf(request);
      const { account, sessionId } = session;
      await refuseFull(context, account);
      const passkey = await madePasskey(context, account, holderOf(sessionId), input);
      if (!(await addPasskey(store, passkey))) {
        throw new Refusal('passkey-known', 'This passkey is here already.');
      }
      const recoveryCodes = await firstRecoveryCodes(context, account);
      await announce(context, session, passkeyAdded(passkey.name));
      return { recoveryCodes };
    }),
  );
  router.post(
    removePasskey.path,
    handle(removePasskey, async ({ id, password }, request) => {
      const session = await proven(context, request, password);
      const name = await deletePasskey(store, session.account, id);
      if (name === undefined) throw new Refusal('not-found', 'There is no such passkey.');
      await endWithLast(context, session.account);
      await announce(context, session, passkeyGone(name));
      return {};
    }),
  );
  return router;
}

async function state(context: Context, account: string) {
  const { store } = context;
  const passkeys = await listPasskeys(store, account);
  return {
    authenticatorSince: (await findAuthenticator(store, account))?.confirmedAt ?? null,
    passkeys: passkeys.map(({ id, name, createdAt, usedAt }) => ({ id, name, createdAt, usedAt })),
    recoveryLeft: await countRecoveryCodes(store, account),
    trustedDevices: await countTrustedDevices(store, account, Date.now()),
  };
}

async function proven(context: Context, request: Request, password: string): Promise<SignedIn> {
  const session = sessionOf(request);
  await proveOwn(context, session, password);
  return session;
}

/** Without a factor, recovery codes and trusted devices mean nothing, and must not come back with the next. */
async function endWithLast(context: Context, account: string) {
  if ((await waysOf(context, account)).length === 0) await takeAway(context, account);
}

async function refuseFull({ store }: Context, account: string) {
  const { length } = await listPasskeys(store, account);
  if (length >= MOST_PASSKEYS) throw new Refusal('limit-reached', 'There are enough passkeys.');
}

const holderOf = (sessionId: string) => `session:${sessionId}`;
