import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { PushEvent } from '../../../shared/events.ts';
import { renewSession } from '../../../shared/password.ts';
import { Refusal } from '../../../shared/refusal.ts';
import {
  endSession,
  listSessions as listSessionsEndpoint,
  readSession,
  type Session,
  signIn,
  signOut,
  signOutEverywhere,
} from '../../../shared/session.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { clientAddress } from '../../http/protect.ts';
import type { Login } from '../../mail/login.ts';
import { seal } from '../../mail/sealed.ts';
import { aliasesOf } from '../../store/accounts.ts';
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  listSessions,
  type StoredSession,
  touchSession,
} from '../../store/sessions.ts';
import { bindTrustedDevice, forgetTrustedDevices } from '../../store/trusted-devices.ts';
import { askSecondStep, secondStep } from '../second-factor/second-step.ts';
import { readDevice } from '../second-factor/step-cookies.ts';
import {
  hashId,
  newSessionCookie,
  readSessionCookie,
  type SessionCookie,
  writeSessionCookie,
} from './cookie.ts';
import { provePassword } from './prove.ts';

/** Who asks: put on the request by `requireSession`, lent to the mail foundation as it is. */
export interface SignedIn extends Login {
  /** Hash of the cookie's id. */
  sessionId: string;
  /** The browser's Accept-Language, for who never chose a language. */
  languages?: string | undefined;
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** How long a session lives without a request, and at most. */
const LIFETIMES = {
  short: { idle: 12 * HOUR, absolute: 7 * DAY },
  remembered: { idle: 30 * DAY, absolute: 90 * DAY },
};
/** The list of places was changed. */
export const SESSIONS_CHANGED: PushEvent = { type: 'sessions', path: ['sessions'] };
const TOUCH_EVERY = 5 * 60 * SECOND;

/** What a session may still do whose password was changed elsewhere: say it, or go. */
const WITHOUT_PASSWORD = new Set(
  [readSession, signOut, renewSession].map(({ method, path }) => `${method} ${path}`),
);

const requests = new WeakMap<Request, SignedIn>();

/** The session of a request that passed `requireSession`. */
export function sessionOf(request: Request): SignedIn {
  const session = requests.get(request);
  if (!session) throw new Refusal('signed-out', 'Nobody is signed in.');
  return session;
}

/** Lets only signed-in requests pass. Mounted once, in `app.ts`. */
export function requireSession(context: Context): RequestHandler {
  return async (request, response, next) => {
    const session = await findByCookie(context, request.headers.cookie, clientAddress(request));
    if (!session) {
      // The answer to a request that crossed the new cookie must not take that away.
      if (!isRenewed(request.headers.cookie, context)) {
        response.append('Set-Cookie', writeSessionCookie(null, context.config.secure, 0));
      }
      throw new Refusal('signed-out', 'Nobody is signed in.');
    }
    const isOpen = WITHOUT_PASSWORD.has(`${request.method} ${request.path}`);
    if (!isOpen && context.mail.isRefused(session)) {
      throw new Refusal('password-asked', 'The mail server does not take this password any more.');
    }
    requests.set(request, { ...session, languages: request.headers['accept-language'] });
    next();
  };
}

/** Ids that were renewed a moment ago: nothing opens with them any more. */
const renewed = new Set<string>();

/** Remembers that the browser has been given another id for this one. */
export function wasRenewed(idHash: string) {
  renewed.add(idHash);
  setTimeout(() => renewed.delete(idHash), 60 * SECOND).unref();
}

function isRenewed(header: string | undefined, { config }: Context): boolean {
  const cookie = readSessionCookie(header, config.secure);
  return cookie !== null && renewed.has(hashId(cookie.id));
}

/** The living session that a Cookie header names; null for none. */
export async function findByCookie(
  context: Context,
  header: string | undefined,
  address: string,
): Promise<SignedIn | null> {
  const cookie = readSessionCookie(header, context.config.secure);
  if (!cookie) return null;
  const stored = await findSession(context.store, hashId(cookie.id));
  if (!stored || stored.expiresAt <= Date.now()) return null;
  await touch(context, stored);
  return {
    sessionId: stored.idHash,
    account: stored.account,
    sealed: stored.sealed,
    cookieKey: cookie.key,
    clientAddress: address,
  };
}

/** Signing in and the sessions of an account. The routes after `requireSession` are in `sessions`. */
export function session(context: Context): { open: Router; signedIn: Router } {
  const open = Router();
  open.post(
    signIn.path,
    handle(signIn, async (input, request, response) => {
      const account = input.email.trim().toLowerCase();
      await provePassword(context, account, input.password, clientAddress(request));
      const secondStep = await askSecondStep(context, account, input, request, response);
      if (secondStep) return { secondStep };
      return (await begin(context, account, input, request, response)).session;
    }),
  );
  open.use(secondStep(context, (...proven) => begin(context, ...proven)));

  const signedIn = Router();
  signedIn.get(
    readSession.path,
    handle(readSession, (_input, request) => toSession(context, sessionOf(request).account)),
  );
  signedIn.delete(
    signOut.path,
    handle(signOut, async (_input, request, response) => {
      await end(context, sessionOf(request).account, [sessionOf(request).sessionId]);
      response.append('Set-Cookie', writeSessionCookie(null, context.config.secure, 0));
      return {};
    }),
  );
  signedIn.get(
    listSessionsEndpoint.path,
    handle(listSessionsEndpoint, async (_input, request) => {
      const { account, sessionId } = sessionOf(request);
      const stored = await listSessions(context.store, account);
      return { sessions: stored.filter(isAlive).map((place) => toPlace(place, sessionId)) };
    }),
  );
  signedIn.delete(
    endSession.path,
    handle(endSession, async ({ id }, request) => {
      const { account } = sessionOf(request);
      const stored = await findSession(context.store, id);
      if (stored?.account !== account) throw new Refusal('not-found', 'There is no such session.');
      await forgetTrustedDevices(context.store, account, { only: id });
      await end(context, account, [id]);
      return {};
    }),
  );
  signedIn.delete(
    signOutEverywhere.path,
    handle(signOutEverywhere, async ({ others }, request, response) => {
      const { account, sessionId } = sessionOf(request);
      const spared = others ? { except: sessionId } : {};
      await end(context, account, await deleteSessionsOf(context.store, account, spared));
      if (others) return {};
      response.append('Set-Cookie', writeSessionCookie(null, context.config.secure, 0));
      return {};
    }),
  );
  return { open, signedIn };
}

/** Ends the sessions whose time is over. @returns how many. */
export async function endExpired(context: Context): Promise<number> {
  const expired = await deleteExpiredSessions(context.store, Date.now());
  context.push.end(expired);
  return expired.length;
}

async function begin(
  context: Context,
  account: string,
  { password, remember }: { password: string; remember: boolean },
  request: Request,
  response: Response,
) {
  const cookie = newSessionCookie();
  const sessionId = hashId(cookie.id);
  const { idle } = lifetime(remember);
  const now = Date.now();
  await insertSession(context.store, {
    idHash: sessionId,
    account,
    sealed: seal(password, account, cookie.key, context.config.secretKey),
    remember,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    address: clientAddress(request),
    createdAt: now,
    seenAt: now,
    expiresAt: now + idle,
  });
  context.live.tell(account, SESSIONS_CHANGED);
  giveCookie(context, response, cookie, remember);
  const device = readDevice(request.headers.cookie, account, context.config.secure);
  if (device) await bindTrustedDevice(context.store, account, device, sessionId);
  return { sessionId, session: await toSession(context, account) };
}

/** Hands the browser its half of a session. */
export function giveCookie(
  context: Context,
  response: Response,
  cookie: SessionCookie,
  remember: boolean,
) {
  const maxAge = remember ? LIFETIMES.remembered.absolute / SECOND : undefined;
  response.append('Set-Cookie', writeSessionCookie(cookie, context.config.secure, maxAge));
}

async function end(context: Context, account: string, ids: string[]) {
  for (const id of ids) await deleteSession(context.store, id);
  context.push.end(ids);
  context.live.tell(account, SESSIONS_CHANGED);
  const rest = await listSessions(context.store, account);
  if (rest.some(isAlive)) return;
  context.mail.forget(account);
  context.views.forget(account);
  context.conversations.forget(account);
}

async function touch(context: Context, stored: StoredSession) {
  const now = Date.now();
  if (now - stored.seenAt < TOUCH_EVERY) return;
  const { idle, absolute } = lifetime(stored.remember);
  const expiresAt = Math.min(now + idle, stored.createdAt + absolute);
  await touchSession(context.store, stored.idHash, now, expiresAt);
}

const lifetime = (remember: boolean) => (remember ? LIFETIMES.remembered : LIFETIMES.short);

const isAlive = ({ expiresAt }: StoredSession) => expiresAt > Date.now();

/** Addresses that the account may send from, the main one first. */
export async function addressesOf(context: Context, account: string): Promise<string[]> {
  const aliases = context.accounts ? await aliasesOf(context.accounts, account) : [];
  return [...new Set([account, ...aliases])];
}

export async function toSession(context: Context, account: string): Promise<Session> {
  return {
    account,
    addresses: await addressesOf(context, account),
    maximumLetterSize: null,
    sendLater: context.config.sendLater,
    host: new URL(context.config.publicUrl).hostname,
  };
}

const toPlace = (stored: StoredSession, current: string) => ({
  id: stored.idHash,
  current: stored.idHash === current,
  userAgent: stored.userAgent,
  address: stored.address,
  createdAt: stored.createdAt,
  seenAt: stored.seenAt,
});
