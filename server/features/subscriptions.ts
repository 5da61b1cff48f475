import { Router } from 'express';
import type { ImapFlow } from 'imapflow';
import { Refusal } from '../../shared/refusal.ts';
import {
  type LeavingWay,
  leaveList,
  leavingWay,
  readSubscription,
} from '../../shared/subscriptions.ts';
import type { Context } from '../context.ts';
import { handle } from '../http/endpoint.ts';
import { readAuthentication } from '../mail/authentication.ts';
import { readHeaderFields } from '../mail/header-fields.ts';
import { toAddresses } from '../mail/rows.ts';
import { SAYING_FIELDS } from '../mail/says.ts';
import { oneClickAddress, readWayOut } from '../mail/way-out.ts';
import { findLeaving, keepLeaving } from '../store/subscriptions.ts';
import { type SignedIn, sessionOf } from './session/session.ts';

/** Milliseconds that a list may take to answer the one click. */
const PATIENCE = 15_000;
const READ = { repeatable: true };

/** Mailing lists: leaving them, and remembering that. */
export function subscriptions(context: Context): Router {
  const router = Router();
  router.get(
    readSubscription.path,
    handle(readSubscription, async (place, request) => {
      const session = sessionOf(request);
      const { list } = await findList(context, session, place);
      return { left: await leavingOf(context, session, list) };
    }),
  );
  router.post(
    leaveList.path,
    handle(leaveList, async ({ way, ...place }, request) => {
      const session = sessionOf(request);
      const found = await findList(context, session, place);
      if (!found.wayOut) throw new Refusal('input-invalid', 'This message names no way out.');
      if (way === 'one-click') await click(context, found.click);
      const leaving = { way, at: Date.now() };
      await keepLeaving(context.store, session.account, found.list, leaving);
      return { left: leaving };
    }),
  );
  return router;
}

interface Place {
  folder: string;
  uid: number;
}

/** Read again from the message: what the page says of it is not enough to call somebody. */
function findList(context: Context, session: SignedIn, { folder, uid }: Place) {
  return context.mail.inFolder(session, folder, (imap) => readList(context, imap, uid), READ);
}

async function readList({ config }: Context, imap: ImapFlow, uid: number) {
  const query = { uid: true, envelope: true, headers: SAYING_FIELDS };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (!fetched) throw new Refusal('message-gone', 'This message is not in the folder any more.');
  const fields = readHeaderFields(fetched.headers);
  const results = fields.get('authentication-results') ?? [];
  const authentication = readAuthentication(results, config.authservIds);
  const id = /<([^<>]{1,500})>\s*$/.exec(fields.get('list-id')?.[0] ?? '')?.[1];
  const sender = toAddresses(fetched.envelope?.from)[0]?.address ?? '';
  return {
    list: id ? `id:${id}` : `from:${sender}`,
    wayOut: readWayOut(fields, authentication),
    click: oneClickAddress(fields, authentication),
  };
}

/** RFC 8058 section 3.1: exactly this form, without cookies, and no redirect is followed. */
async function click({ dialler, log }: Context, address: URL | null) {
  if (!address) {
    throw new Refusal('input-invalid', 'The one click is not offered, or not signed.');
  }
  const form = { 'List-Unsubscribe': 'One-Click' };
  const { status } = await dialler.post(address.href, form, { timeout: PATIENCE });
  log.info({ status }, 'one-click unsubscribe');
  if (status < 200 || status > 299) {
    throw new Refusal('remote-failed', `The list answered ${status}.`);
  }
}

async function leavingOf(context: Context, { account }: SignedIn, list: string) {
  const left = await findLeaving(context.store, account, list);
  const way = leavingWay.safeParse(left?.way);
  return left && way.success ? { way: way.data as LeavingWay, at: left.at } : null;
}
