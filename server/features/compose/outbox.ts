import { type Request, Router } from 'express';
import { takeBack } from '../../../shared/compose.ts';
import {
  changeOutbox,
  listOutbox,
  MOST_LATER,
  readOutbox,
  settleOutbox,
} from '../../../shared/outbox.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import {
  findOutbox,
  listOutbox as listEntries,
  type OutboxEntry,
  updateOutbox,
} from '../../store/outbox.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { errandOf, tellItem, toItem } from './outbox-items.ts';
import { giveBack, takeOut } from './take-back.ts';

/** The letters that are on their way: see them, take them back, decide about them. */
export function outbox(context: Context): Router {
  const router = Router();
  const find = async (request: Request, id: string): Promise<OutboxEntry> => {
    const entry = await findOutbox(context.store, sessionOf(request).account, id);
    if (!entry) throw new Refusal('not-found', 'There is no such letter.');
    return entry;
  };
  const read = async (request: Request, id: string) => toItem(await find(request, id));

  router.get(
    listOutbox.path,
    handle(listOutbox, async (_input, request) => {
      const entries = await listEntries(context.store, sessionOf(request).account);
      return { items: entries.map((entry) => toItem({ ...entry, letter: '' })) };
    }),
  );
  router.get(
    readOutbox.path,
    handle(readOutbox, ({ id }, request) => read(request, id)),
  );
  router.delete(
    takeBack.path,
    handle(takeBack, async ({ id }, request) => takeOut(context, await find(request, id))),
  );
  router.patch(
    changeOutbox.path,
    handle(changeOutbox, async ({ id, at }, request) => {
      const entry = await find(request, id);
      await changeTime(context, entry, at);
      return read(request, id);
    }),
  );
  router.post(
    settleOutbox.path,
    handle(settleOutbox, async ({ id, as }, request) => {
      const entry = await find(request, id);
      const settle = { again: sendAgain, arrived: hasArrived, seen: putAway }[as];
      await settle(context, entry, sessionOf(request));
      return read(request, id);
    }),
  );
  return router;
}

async function changeTime(context: Context, entry: OutboxEntry, at: number) {
  const now = Date.now();
  const isLater = at > now;
  if (at > now + MOST_LATER) {
    throw new Refusal('input-invalid', 'A letter can wait for a year.', { fields: ['at'] });
  }
  if (isLater && !context.config.sendLater) {
    throw new Refusal('send-later-off', 'Letters cannot be sent later here.');
  }
  const dueAt = Math.max(at, now);
  const change = {
    dueAt,
    since: dueAt,
    tries: 0,
    ...(isLater && { waits: 'later' as const, trouble: null }),
  };
  await decide(context, entry, change, ['held']);
}

/** The writer wants it sent again although it may have arrived, or although it was refused. */
async function sendAgain(context: Context, entry: OutboxEntry, session: SignedIn) {
  const now = Date.now();
  const change = {
    state: 'held',
    waits: 'retry',
    dueAt: now,
    since: now,
    tries: 0,
    endingAt: null,
    trouble: null,
    refused: [],
    sealed: context.mail.entrust(session, errandOf(entry.account, entry.id)),
  } as const;
  await decide(context, entry, { ...change, refused: [] }, ['unknown', 'failed']);
}

/** It is known to have left, or the copy that could not be filed is to be tried now. */
async function hasArrived(context: Context, entry: OutboxEntry, session: SignedIn) {
  const change = {
    state: 'accepted' as const,
    dueAt: Date.now(),
    tries: 0,
    // A copy may be there from before: it is looked for.
    filing: true,
    trouble: null,
    sealed: context.mail.entrust(session, errandOf(entry.account, entry.id)),
  };
  await decide(context, entry, change, ['unknown', 'accepted']);
}

async function putAway(context: Context, entry: OutboxEntry) {
  const isOver = ['failed', 'unknown', 'done'].includes(entry.state);
  // A copy that waits to be filed is let go by hand only when nobody tries any more.
  if (!isOver && !(entry.state === 'accepted' && entry.dueAt === null)) refuseLeaving();
  await giveBack(context, entry);
}

async function decide(
  context: Context,
  entry: OutboxEntry,
  change: Parameters<typeof updateOutbox>[2],
  state: OutboxEntry['state'][],
) {
  const { attempt } = entry;
  // Whoever carries it now has the say: what is claimed is not decided about.
  const still = { state, attempt, owner: null };
  if (entry.letter === null || !(await updateOutbox(context.store, entry, change, still))) {
    refuseLeaving();
  }
  await tellItem(context, entry);
  context.postman.look();
}

function refuseLeaving(): never {
  throw new Refusal('letter-leaving', 'This letter is on its way.');
}
