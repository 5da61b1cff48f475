import { type Response, Router } from 'express';
import { renewSession as renewEndpoint } from '../../../shared/password.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { seal } from '../../mail/sealed.ts';
import { deleteSession, findSession, insertSession } from '../../store/sessions.ts';
import { moveTrust } from '../../store/trusted-devices.ts';
import { wake } from '../clean-up/list.ts';
import { resealLetters } from '../compose/outbox-items.ts';
import { hashId, newSessionCookie } from './cookie.ts';
import { proveOwn } from './prove.ts';
import { giveCookie, type SignedIn, sessionOf, toSession, wasRenewed } from './session.ts';

/** The password was changed elsewhere: whoever says the new one goes on where they were (fault F-24). */
export function renewal(context: Context): Router {
  const router = Router();
  router.put(
    renewEndpoint.path,
    handle(renewEndpoint, async ({ password }, request, response) => {
      const session = sessionOf(request);
      await proveOwn(context, session, password);
      await renewSession(context, session, password, response);
      return toSession(context, session.account);
    }),
  );
  return router;
}

/**
 * The session goes on with another password: under a new id and a new key (security S-35), in all of its
 * pages, and with it the letters that wait.
 */
export async function renewSession(
  context: Context,
  session: SignedIn,
  password: string,
  response: Response,
): Promise<SignedIn> {
  const stored = await findSession(context.store, session.sessionId);
  if (!stored) throw new Refusal('signed-out', 'The session has ended meanwhile.');
  const cookie = newSessionCookie();
  const renewed: SignedIn = {
    ...session,
    sessionId: hashId(cookie.id),
    sealed: seal(password, session.account, cookie.key, context.config.secretKey),
    cookieKey: cookie.key,
  };
  const { sessionId: idHash, sealed } = renewed;
  await insertSession(context.store, { ...stored, idHash, sealed, seenAt: Date.now() });
  wasRenewed(stored.idHash);
  await deleteSession(context.store, stored.idHash);
  await moveTrust(context.store, stored.account, { from: stored.idHash, to: idHash });
  await resealLetters(context, renewed);
  await wake(context, renewed);
  await context.webPush.renewed(stored.idHash, renewed);
  giveCookie(context, response, cookie, stored.remember);
  // Told before the cookie is there, another page of the browser would ask with the old one.
  response.once('close', () => context.push.renew(stored.idHash, renewed));
  context.live.renew(renewed);
  return renewed;
}
