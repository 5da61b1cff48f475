import { Router } from 'express';
import { Refusal } from '../../../shared/refusal.ts';
import {
  readStorageMap,
  reviewMessages,
  startScan,
  stopScan,
} from '../../../shared/storage-map.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { type Inventory, inventoryOf } from './inventory.ts';
import { review } from './review.ts';

/** Where the space went, and the messages behind each bar. */
export function storageMap(context: Context): Router {
  const router = Router();
  const inventory = inventoryOf(context);
  router.get(
    readStorageMap.path,
    handle(readStorageMap, ({ by, limit }, request) =>
      inventory.map(sessionOf(request).account, by, limit),
    ),
  );
  router.post(
    startScan.path,
    handle(startScan, async (_input, request) => {
      const session = sessionOf(request);
      await inventory.known(session.account);
      return inventory.start(session);
    }),
  );
  router.delete(
    stopScan.path,
    handle(stopScan, async (_input, request) => {
      const { account } = sessionOf(request);
      await inventory.known(account);
      return inventory.stop(account);
    }),
  );
  router.post(
    reviewMessages.path,
    handle(reviewMessages, async (input, request) => {
      const session = sessionOf(request);
      await bringUpToDate(inventory, session);
      return review(context, inventory, session, input);
    }),
  );
  return router;
}

/** A mailbox that was never read is waited for so long; the reading goes on. */
const PATIENCE = 8000;

async function bringUpToDate(inventory: Inventory, session: SignedIn): Promise<void> {
  const { state, at } = await inventory.known(session.account);
  if (at !== null) return inventory.refresh(session);
  // While it is read for the first time, the page shows what is known so far, and says so.
  if (state === 'running') return;
  let late: NodeJS.Timeout | undefined;
  const unread = new Promise<never>((_resolve, reject) => {
    const tooLate = new Refusal('storage-unread', 'The mailbox was not read yet.');
    late = setTimeout(() => reject(tooLate), PATIENCE);
  });
  const refreshed = inventory.refresh(session);
  refreshed.catch(() => {});
  await Promise.race([refreshed, unread]).finally(() => clearTimeout(late));
}
