import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { InputOf } from '../../../shared/endpoint.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { askPasskey, takeSecondStep } from '../../../shared/second-factor.ts';
import type { SecondStep, Session } from '../../../shared/session.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { clientAddress } from '../../http/protect.ts';
import { seal, unseal } from '../../mail/sealed.ts';
import {
  addHalfSignIn,
  deleteHalfSignIn,
  findHalfSignIn,
  type HalfSignIn,
} from '../../store/half-sign-ins.ts';
import { countRecoveryCodes } from '../../store/second-factor.ts';
import { addTrustedDevice, isTrustedDevice } from '../../store/trusted-devices.ts';
import { announce } from '../notices.ts';
import { hashId } from '../session/cookie.ts';
import type { SignedIn } from '../session/session.ts';
import { countAttempt, forgetAttempts } from './attempts.ts';
import { takeCode, takeRecoveryCode, waysOf } from './factor.ts';
import { codesTried, recoveryCodeUsed } from './notices.ts';
import { authenticationOptions, isSigned } from './passkeys.ts';
import {
  newDeviceId,
  newStepCookie,
  readDevice,
  readStepCookie,
  type StepCookie,
  writeDeviceCookie,
  writeStepCookie,
} from './step-cookies.ts';

/** Seconds that a half-open sign-in waits. */
const PATIENCE = 5 * 60;
/** Seconds for which a device may leave the second step out. */
const TRUST = 30 * 24 * 3600;

type Proven = { password: string; remember: boolean };

/** Opens the session of somebody who has proven everything; the session room gives it. */
export type Begin = (
  account: string,
  proven: Proven,
  request: Request,
  response: Response,
) => Promise<{ sessionId: string; session: Session }>;

/**
 * After a right password: what is asked besides it, or null when it is enough. The sign-in stays half open,
 * sealed, bound to this browser: no session, and nothing of the mailbox, comes of it.
 */
export async function askSecondStep(
  context: Context,
  account: string,
  { password, remember }: Proven,
  request: Request,
  response: Response,
): Promise<SecondStep | null> {
  const { store, config } = context;
  const ways = await waysOf(context, account);
  if (ways.length === 0) return null;
  const now = Date.now();
  const device = readDevice(request.headers.cookie, account, config.secure);
  if (device && (await isTrustedDevice(store, account, device, now))) return null;
  const cookie = newStepCookie();
  const half = {
    idHash: hashId(cookie.id),
    account,
    sealed: seal(password, halfOwner(account), cookie.key, config.secretKey),
    remember,
    expiresAt: now + PATIENCE * 1000,
  };
  await addHalfSignIn(store, half, now);
  response.append('Set-Cookie', writeStepCookie(cookie, config.secure, PATIENCE));
  return { ways, seconds: PATIENCE };
}

/** The second step of signing in: open to who carries a half sign-in, and to nobody else. */
export function secondStep(context: Context, begin: Begin): Router {
  const { store, config } = context;
  const router = Router();
  router.post(
    askPasskey.path,
    handle(askPasskey, async (_input, request) => {
      const { account, idHash } = (await halfOf(context, request)).half;
      return authenticationOptions(context, account, holderOf(idHash));
    }),
  );
  router.post(
    takeSecondStep.path,
    handle(takeSecondStep, async ({ proof, trust }, request, response) => {
      const { half, cookie } = await halfOf(context, request);
      const login = loginOf(context, half, cookie, request);
      await prove(context, half, login, proof);
      if (!(await deleteHalfSignIn(store, half.idHash))) throw gone();
      const proven = { password: openHalf(context, half, cookie), remember: half.remember };
      response.append('Set-Cookie', writeStepCookie(null, config.secure, 0));
      const device = trust ? newDeviceId() : null;
      if (device) {
        const written = writeDeviceCookie(device, half.account, config.secure, TRUST);
        response.append('Set-Cookie', written);
      }
      const { sessionId, session } = await begin(half.account, proven, request, response);
      if (device) await trustDevice(context, half.account, device, sessionId);
      if (proof.way === 'recovery') {
        const left = await countRecoveryCodes(store, half.account);
        await announce(context, login, recoveryCodeUsed(left));
      }
      return session;
    }),
  );
  return router;
}

/** @throws Refusal `second-step-gone`, the same for a strange cookie and for one that came too late. */
async function halfOf(context: Context, request: Request) {
  const cookie = readStepCookie(request.headers.cookie, context.config.secure);
  const half = cookie && (await findHalfSignIn(context.store, hashId(cookie.id), Date.now()));
  if (!half) throw gone();
  return { half, cookie };
}

type Proof = InputOf<typeof takeSecondStep>['proof'];

async function prove(context: Context, half: HalfSignIn, login: SignedIn, proof: Proof) {
  const { account, idHash } = half;
  if (proof.way === 'passkey') {
    // Nobody guesses a signature: it is not counted, and stays open while guessed codes are refused.
    if (await isSigned(context, account, holderOf(idHash), proof.credential)) return;
    throw new Refusal('passkey-refused', 'The passkey did not sign what was asked.');
  }
  const isLast = await countAttempt(context, account);
  const take = proof.way === 'code' ? takeCode : takeRecoveryCode;
  if (await take(context, account, proof.code)) return forgetAttempts(context, account);
  if (isLast) await announce(context, login, codesTried);
  throw proof.way === 'code'
    ? new Refusal('code-wrong', 'The code is wrong, or was used before.')
    : new Refusal('recovery-code-wrong', 'The recovery code is wrong, or was used before.');
}

async function trustDevice(context: Context, account: string, id: string, session: string) {
  const now = Date.now();
  const idHash = hashId(id);
  const expiresAt = now + TRUST * 1000;
  await addTrustedDevice(context.store, { idHash, account, session, createdAt: now, expiresAt });
}

/** For a letter of the house into the Inbox of somebody who is not signed in yet. */
function loginOf(
  context: Context,
  half: HalfSignIn,
  cookie: StepCookie,
  request: Request,
): SignedIn {
  const cookieKey = randomBytes(32);
  const { account } = half;
  const password = openHalf(context, half, cookie);
  return {
    sessionId: '',
    account,
    cookieKey,
    sealed: seal(password, account, cookieKey, context.config.secretKey),
    clientAddress: clientAddress(request),
    languages: request.headers['accept-language'],
  };
}

function openHalf({ config }: Context, { account, sealed }: HalfSignIn, { key }: StepCookie) {
  try {
    return unseal(sealed, halfOwner(account), key, config.secretKey);
  } catch {
    throw gone();
  }
}

/** Sealed for this purpose only: moved among the sessions it opens nothing. */
const halfOwner = (account: string) => `second step of ${account}`;

const holderOf = (idHash: string) => `step:${idHash}`;

const gone = () => new Refusal('second-step-gone', 'This sign-in waits no longer.');
