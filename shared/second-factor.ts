import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { session } from './session.ts';
import { line, nothing } from './values.ts';

/** Two-step sign-in of the webmail: codes of an authenticator app, passkeys, recovery codes. */

export const MOST_PASSKEYS = 20;
/** Recovery codes that are made at once. */
export const RECOVERY_CODES = 10;

/** The account's password again: a stolen session must not change how one signs in. */
const password = z.string().check(z.minLength(1), z.maxLength(1000));
const base64url = z.string().check(z.maxLength(20_000), z.regex(/^[\w-]*$/));

/** Six digits as the app shows them, spaces allowed. */
const code = line(20);

/** Times in epoch milliseconds. */
export const passkey = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  usedAt: z.nullable(z.number()),
});
export type Passkey = z.infer<typeof passkey>;

export const secondFactor = z.object({
  /** Since when codes of an authenticator app are asked for; null = they are not. */
  authenticatorSince: z.nullable(z.number()),
  passkeys: z.array(passkey),
  recoveryLeft: z.number(),
  /** Browsers that leave the second step out for a while. */
  trustedDevices: z.number(),
});
export type SecondFactor = z.infer<typeof secondFactor>;

/** `recoveryCodes`: new ones, shown this once, or null when those from before still count. */
const changed = z.object({ recoveryCodes: z.nullable(z.array(z.string())) });

export const readSecondFactor = endpoint({
  method: 'GET',
  path: '/api/second-factor',
  input: nothing,
  output: secondFactor,
});

/** Begins to set an authenticator app up. It counts after its first code (`confirmAuthenticator`). */
export const offerAuthenticator = endpoint({
  method: 'POST',
  path: '/api/second-factor/authenticator-offers',
  input: z.object({ password }),
  /** `secret` in base32; `uri` is the same for a QR code. */
  output: z.object({ secret: z.string(), uri: z.string() }),
});

export const confirmAuthenticator = endpoint({
  method: 'POST',
  path: '/api/second-factor/authenticator',
  input: z.object({ code }),
  output: changed,
});

export const removeAuthenticator = endpoint({
  method: 'POST',
  path: '/api/second-factor/authenticator-removals',
  input: z.object({ password }),
  output: nothing,
});

export const makeRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/second-factor/recovery-codes',
  input: z.object({ password }),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
});

/** What the browser hands to `navigator.credentials`, as JSON (WebAuthn level 3). */
const passkeyOptions = z.looseObject({ challenge: z.string() });

export const offerPasskey = endpoint({
  method: 'POST',
  path: '/api/second-factor/passkey-offers',
  input: z.object({ password }),
  output: passkeyOptions,
});

const madeCredential = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.optional(z.array(line(40)).check(z.maxLength(10))),
  }),
});

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/second-factor/passkeys',
  input: z.object({ name: line(100).check(z.trim(), z.minLength(1)), credential: madeCredential }),
  output: changed,
});

export const removePasskey = endpoint({
  method: 'POST',
  path: '/api/second-factor/passkey-removals',
  input: z.object({ id: line(2000), password }),
  output: nothing,
});

/** Every browser does the second step again. */
export const forgetDevices = endpoint({
  method: 'DELETE',
  path: '/api/second-factor/trusted-devices',
  input: nothing,
  output: nothing,
});

const signedCredential = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: z.optional(base64url),
  }),
});
export type SignedCredential = z.infer<typeof signedCredential>;

/** The second step of a sign-in that `signIn` left half open. */
export const takeSecondStep = endpoint({
  method: 'POST',
  path: '/api/session/second-step',
  input: z.object({
    proof: z.discriminatedUnion('way', [
      z.object({ way: z.literal('code'), code }),
      z.object({ way: z.literal('recovery'), code: line(40) }),
      z.object({ way: z.literal('passkey'), credential: signedCredential }),
    ]),
    /** This browser leaves the second step out for 30 days. */
    trust: z._default(z.boolean(), false),
  }),
  output: session,
});

/** What a passkey is asked to sign for the sign-in that is half open. */
export const askPasskey = endpoint({
  method: 'POST',
  path: '/api/session/passkey-questions',
  input: nothing,
  output: passkeyOptions,
});
