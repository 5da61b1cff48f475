import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { line, nothing, queryFlag } from './values.ts';

/** Who is signed in on this device. `account` is the mail server's login, lower case. */
export const session = z.object({
  account: z.string(),
  /** Addresses this login may send from, the main one first. */
  addresses: z.array(z.string()),
  /** Bytes of one letter that the submission server accepts, or null when it does not say. */
  maximumLetterSize: z.nullable(z.number()),
  /** Whether letters may be kept here to be sent later. */
  sendLater: z.boolean(),
  /** Page title and product name of this installation. */
  host: z.string(),
});
export type Session = z.infer<typeof session>;

/** The ways to do the second step of a sign-in. */
export const secondStepWay = z.enum(['code', 'passkey', 'recovery']);
export type SecondStepWay = z.infer<typeof secondStepWay>;

/** The password was right and is not enough: the sign-in is open for `seconds` more, in this browser only. */
export const secondStep = z.object({ ways: z.array(secondStepWay), seconds: z.number() });
export type SecondStep = z.infer<typeof secondStep>;

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  input: z.object({
    email: line(320).check(z.minLength(1)),
    password: z.string().check(z.minLength(1), z.maxLength(1000)),
    /** Keep me signed in: 30 days idle instead of one working day. */
    remember: z._default(z.boolean(), false),
  }),
  output: z.union([session, z.object({ secondStep })]),
});

export const readSession = endpoint({
  method: 'GET',
  path: '/api/session',
  input: nothing,
  output: session,
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  input: nothing,
  output: nothing,
});

/** A place where the account is signed in. Times in epoch milliseconds, UTC. */
export const signedInPlace = z.object({
  id: z.string(),
  current: z.boolean(),
  userAgent: z.string(),
  address: z.string(),
  createdAt: z.number(),
  seenAt: z.number(),
});

export type SignedInPlace = z.infer<typeof signedInPlace>;

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/sessions',
  input: nothing,
  output: z.object({ sessions: z.array(signedInPlace) }),
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/sessions/:id',
  input: z.object({ id: line(100) }),
  output: nothing,
});

/** Signs out every place; this one, too, unless only the `others` are meant. */
export const signOutEverywhere = endpoint({
  method: 'DELETE',
  path: '/api/sessions',
  input: z.object({ others: z._default(queryFlag, false) }),
  output: nothing,
});
