import type { RequestHandler } from 'express';
import type { Context } from '../../context.ts';
import { isPasswordRefused } from '../../mail/failures.ts';
import { listRules } from '../../store/retention.ts';
import { findSession } from '../../store/sessions.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { runRules } from './run.ts';

const MINUTE = 60_000;

/** Who has just come reads first. */
const AFTER = 3 * MINUTE;
/** Somebody who stays is looked after again. */
const AGAIN = 60 * MINUTE;

/** Runs the rules of whoever is signed in, some minutes after they came and then once a day. Mounted once. */
export function retentionVisits(context: Context): RequestHandler {
  const waiting = new Map<string, SignedIn>();
  const restUntil = new Map<string, number>();
  return (request, _response, next) => {
    const session = sessionOf(request);
    const { account } = session;
    const isWaiting = waiting.has(account);
    if (isWaiting || (restUntil.get(account) ?? 0) <= Date.now()) waiting.set(account, session);
    if (!isWaiting && waiting.has(account)) {
      setTimeout(() => {
        const latest = waiting.get(account)!;
        waiting.delete(account);
        forgetOld(restUntil);
        restUntil.set(account, Date.now() + AGAIN);
        void lookAfter(context, latest);
      }, AFTER).unref();
    }
    next();
  };
}

function forgetOld(restUntil: Map<string, number>) {
  for (const [account, until] of restUntil) if (until <= Date.now()) restUntil.delete(account);
}

/** Runs the rules when there are any and it is time, with a session that is not over. */
export async function lookAfter(context: Context, session: SignedIn, now?: number): Promise<void> {
  try {
    const { store, log } = context;
    const rules = await listRules(store, session.account);
    if (!rules.some(({ on }) => on)) return;
    const stored = await findSession(store, session.sessionId);
    if (!stored || stored.expiresAt <= Date.now()) return;
    const report = await runRules(context, session, now === undefined ? {} : { now });
    if (report.outcome === 'ran') log.info({ messages: report.messages }, 'rules ran');
  } catch (error) {
    if (!isPasswordRefused(error)) context.log.warn({ err: error }, 'rules could not run');
  }
}
