import {
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { InputOf } from '../../../shared/endpoint.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { addPasskey, SignedCredential } from '../../../shared/second-factor.ts';
import type { Context } from '../../context.ts';
import {
  listPasskeys,
  type StoredPasskey,
  takeChallenge,
  touchPasskey,
  writeChallenge,
} from '../../store/passkeys.ts';

/** How long a browser may take to answer. */
const PATIENCE = 5 * 60_000;

/** What a browser needs to make a passkey. `holder` names who may answer, once. */
export async function registrationOptions(context: Context, account: string, holder: string) {
  const host = hostOf(context);
  const known = await listPasskeys(context.store, account);
  const options = await generateRegistrationOptions({
    rpName: host,
    rpID: host,
    userName: account,
    excludeCredentials: known.map(described),
    // The password comes first anyway: a key that only wants a touch is good enough.
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    timeout: PATIENCE,
  });
  await keep(context, holder, options.challenge);
  return { ...options };
}

/** The passkey that a browser made. @throws Refusal `passkey-refused`. */
export async function madePasskey(
  context: Context,
  account: string,
  holder: string,
  { name, credential }: InputOf<typeof addPasskey>,
): Promise<StoredPasskey> {
  const now = Date.now();
  const { response, ...rest } = credential;
  const transports = (response.transports ?? []) as AuthenticatorTransport[];
  const verified = await verifyRegistrationResponse({
    response: { ...rest, response: { ...response, transports }, clientExtensionResults: {} },
    expectedChallenge: await asked(context, holder, now),
    expectedOrigin: context.config.origins,
    expectedRPID: hostOf(context),
    requireUserVerification: false,
  }).catch((error) => {
    throw new Refusal('passkey-refused', 'The passkey is not what was asked for.', {}, error);
  });
  if (!verified.verified) throw new Refusal('passkey-refused', 'The passkey is not valid.');
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  return { id, account, name, publicKey, counter, transports, createdAt: now, usedAt: null };
}

/** What a browser needs to sign with one of the account's passkeys. */
export async function authenticationOptions(context: Context, account: string, holder: string) {
  const known = await listPasskeys(context.store, account);
  const options = await generateAuthenticationOptions({
    rpID: hostOf(context),
    allowCredentials: known.map(described),
    userVerification: 'preferred',
    timeout: PATIENCE,
  });
  await keep(context, holder, options.challenge);
  return { ...options };
}

/** Whether one of the account's passkeys signed what its holder was asked. */
export async function isSigned(
  context: Context,
  account: string,
  holder: string,
  credential: SignedCredential,
): Promise<boolean> {
  const now = Date.now();
  const challenge = await takeChallenge(context.store, holder, now);
  const passkey = (await listPasskeys(context.store, account)).find(
    ({ id }) => id === credential.id,
  );
  if (!challenge || !passkey) return false;
  const { userHandle, ...response } = credential.response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...credential,
        response: { ...response, ...(userHandle && { userHandle }) },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: context.config.origins,
      expectedRPID: hostOf(context),
      credential: {
        id: passkey.id,
        publicKey: passkey.publicKey,
        counter: passkey.counter,
      },
      requireUserVerification: false,
    });
    const counter = authenticationInfo.newCounter;
    return verified && (await touchPasskey(context.store, passkey, { counter, now }));
  } catch (error) {
    context.log.debug({ err: error }, 'passkey refused');
    return false;
  }
}

/** Passkeys belong to the host in the browser's address line. */
export const hostOf = ({ config }: Context) => new URL(config.publicUrl).hostname;

const described = ({ id, transports }: StoredPasskey) => ({
  id,
  transports: transports as AuthenticatorTransport[],
});

const keep = (context: Context, holder: string, challenge: string) => {
  const now = Date.now();
  return writeChallenge(context.store, holder, challenge, { now, expiresAt: now + PATIENCE });
};

async function asked(context: Context, holder: string, now: number): Promise<string> {
  const challenge = await takeChallenge(context.store, holder, now);
  if (challenge) return challenge;
  throw new Refusal('passkey-refused', 'No passkey was asked for, or too long ago.');
}
