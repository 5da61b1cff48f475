import type { Request, Response } from 'express';
import { type PasswordTerms, REMEMBERED_PASSWORDS } from '../../../shared/password.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context, PasswordWay } from '../../context.ts';
import { clientAddress } from '../../http/protect.ts';
import { hadPassword, rememberPassword } from '../../store/password-history.ts';
import { deleteSessionsOf } from '../../store/sessions.ts';
import { tell } from '../notices.ts';
import { proveOwn } from '../session/prove.ts';
import { renewSession } from '../session/renew.ts';
import { SESSIONS_CHANGED, type SignedIn, sessionOf } from '../session/session.ts';
import { judge } from './judge.ts';
import { passwordChanged } from './notice.ts';

interface Wish {
  current: string;
  next: string;
  terms: PasswordTerms;
}

/** Changes that are under way, one an account. */
const underWay = new Set<string>();

/**
 * Gives the mailbox a new password. This session goes on with it, every other one ends.
 *
 * @throws Refusal `password-wrong`, `password-weak` with the `faults`, `password-used`,
 *   `password-refused`, `password-unwritten`, `password-elsewhere`, `rate-limited`.
 */
export async function changePassword(
  context: Context,
  wish: Wish,
  request: Request,
  response: Response,
): Promise<{ ended: number }> {
  const session = sessionOf(request);
  const { account } = session;
  const way = context.passwords;
  if (!way) throw new Refusal('password-elsewhere', 'Passwords are not changed here.');
  if (underWay.has(account)) throw new Refusal('rate-limited', 'It is being changed already.');
  underWay.add(account);
  try {
    await proveOwn(context, session, wish.current);
    await refuseWeak(context, account, wish);
    await write(context, way, account, wish, clientAddress(request));
    return { ended: await goOn(context, session, wish, response) };
  } finally {
    underWay.delete(account);
  }
}

async function refuseWeak(context: Context, account: string, { current, next, terms }: Wish) {
  const { faults } = await judge(next, terms);
  if (faults.length) throw new Refusal('password-weak', 'The password is too weak.', { faults });
  if (next === current || (await hadPassword(context.store, account, next))) {
    throw new Refusal('password-used', 'This was one of the last passwords.');
  }
}

/** Nothing goes on with the new password before the mail server has taken it. */
async function write(
  context: Context,
  way: PasswordWay,
  account: string,
  { current, next }: Wish,
  address: string,
) {
  let failure: unknown = null;
  try {
    await way.change({ account, current, next });
  } catch (error) {
    // No answer is no proof that nothing was written.
    if (!(error instanceof Refusal) || error.code !== 'password-unwritten') throw error;
    failure = error;
  }
  // Connections that were opened with the old one end.
  context.mail.forget(account);
  if (await isTaken(context, account, next, address, failure ? 1 : TRIES)) return;
  context.log.error({ err: failure ?? undefined }, 'a password was not changed');
  throw failure ?? new Refusal('password-unwritten', 'The mail server does not take it yet.');
}

/** A directory may need a moment to tell its copies. */
const TRIES = 3;
const PAUSE = 700;

async function isTaken(
  context: Context,
  account: string,
  password: string,
  address: string,
  tries: number,
): Promise<boolean> {
  try {
    await context.mail.signIn(account, password, address);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'credentials-wrong') throw error;
    if (tries <= 1) return false;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return isTaken(context, account, password, address, tries - 1);
  }
}

/** @returns how many other sessions ended. */
async function goOn(
  context: Context,
  session: SignedIn,
  { current, next }: Wish,
  response: Response,
): Promise<number> {
  const { account } = session;
  const now = Date.now();
  const most = REMEMBERED_PASSWORDS;
  if (!(await hadPassword(context.store, account, current))) {
    await rememberPassword(context.store, account, current, { at: now - 1, most });
  }
  await rememberPassword(context.store, account, next, { at: now, most });
  const renewed = await renewSession(context, session, next, response);
  const ended = await deleteSessionsOf(context.store, account, { except: renewed.sessionId });
  context.push.end(ended);
  context.live.tell(account, SESSIONS_CHANGED);
  // The page waits for its new cookie. The password is changed: a full mailbox is no reason to say otherwise.
  tell(context, renewed, passwordChanged(context, renewed)).catch((error: unknown) => {
    context.log.warn({ err: error }, 'the notice of a new password could not be laid down');
  });
  return ended.length;
}
