import { randomUUID } from 'node:crypto';
import { type Request, Router } from 'express';
import {
  addPushDevice,
  listPushDevices,
  readNewMail,
  removePushDevice,
  testPushDevice,
} from '../../../shared/notifications.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { deletePush, keepPush, listPushes } from '../../store/push-subscriptions.ts';
import { sessionOf } from '../session/session.ts';
import { newMail } from './new-mail.ts';
import { isPushService, sendPush } from './send-push.ts';
import { pushErrand } from './web-push.ts';

const noSuchDevice = () => new Refusal('not-found', 'There is no such device.');

/** News of the Inbox: for open pages, and for browsers that are told while none is open. */
export function notifications(context: Context): Router {
  const router = Router();
  const pushesOf = (request: Request) =>
    listPushes(context.store, sessionOf(request).account, Date.now());

  router.get(
    readNewMail.path,
    handle(readNewMail, async (since, request) => ({
      messages: await newMail(context, sessionOf(request), since),
    })),
  );
  router.get(
    listPushDevices.path,
    handle(listPushDevices, async (_input, request) => {
      const { sessionId } = sessionOf(request);
      const devices = (await pushesOf(request)).map((push) => ({
        id: push.id,
        current: push.sessionId === sessionId,
        userAgent: push.userAgent,
        createdAt: push.createdAt,
        toldAt: push.toldAt,
      }));
      return { key: context.config.webPush?.publicKey ?? null, devices };
    }),
  );
  router.post(
    addPushDevice.path,
    handle(addPushDevice, async ({ endpoint, keys }, request) => {
      const session = sessionOf(request);
      const { account, sessionId } = session;
      if (!context.config.webPush) throw new Refusal('push-off', 'Push is switched off here.');
      if (context.webPush.isFull(account)) throw new Refusal('push-full', 'Too many are watched.');
      if (!isPushService(context, endpoint)) {
        throw new Refusal('push-refused', 'Pushes are not sent to such an address.');
      }
      const before = (await pushesOf(request)).find((push) => push.sessionId === sessionId);
      const id = randomUUID();
      await keepPush(context.store, {
        id,
        account,
        sessionId,
        endpoint,
        ...keys,
        // With no page open nobody else brings the password: it is sealed for this browser's errand only.
        sealed: context.mail.entrust(session, pushErrand(account, id)),
        createdAt: before?.createdAt ?? Date.now(),
        toldAt: before?.endpoint === endpoint ? before.toldAt : null,
      });
      await context.webPush.follow(account);
      return { id };
    }),
  );
  router.delete(
    removePushDevice.path,
    handle(removePushDevice, async ({ id }, request) => {
      const { account } = sessionOf(request);
      if (!(await deletePush(context.store, account, id))) throw noSuchDevice();
      await context.webPush.follow(account);
      return {};
    }),
  );
  router.post(
    testPushDevice.path,
    handle(testPushDevice, async ({ id }, request) => {
      const push = (await pushesOf(request)).find((one) => one.id === id);
      if (!push) throw noSuchDevice();
      const sent = await sendPush(context, push, { kind: 'test' });
      if (sent === 'gone') await context.webPush.follow(push.account);
      if (sent !== 'sent') throw new Refusal('push-failed', 'The push service did not take it.');
      return {};
    }),
  );
  return router;
}
