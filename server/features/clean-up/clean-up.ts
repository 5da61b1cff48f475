import { type Request, Router } from 'express';
import {
  type BasketLine,
  type CleanUp,
  finishForGood,
  previewBasket,
  readBasket,
  readCleanUps,
  startCleanUp,
  stopCleanUp,
  undoCleanUp,
  writeBasket,
} from '../../../shared/clean-up.ts';
import type { OutputOf } from '../../../shared/endpoint.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { type CleanUpEntry, findCleanUp } from '../../store/clean-ups.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { readLines, writeLines } from './basket.ts';
import { decideBack, decideStop } from './decide.ts';
import { goOnForGood } from './for-good.ts';
import { tellCleanUp, toCleanUp } from './items.ts';
import { listFor } from './list.ts';
import { preview } from './preview.ts';
import { runnerOf } from './runner.ts';
import { start } from './start.ts';

/** The basket, what it would take, and the clean-ups that take it. */
export function cleanUps(context: Context): Router {
  const router = Router();
  const find = async (request: Request, id: string): Promise<CleanUpEntry> => {
    const entry = await findCleanUp(context.store, sessionOf(request).account, id);
    if (!entry) throw new Refusal('not-found', 'There is no such clean-up.');
    return entry;
  };
  /** Does something to a clean-up, and answers how it stands then. */
  const decide = async (
    request: Request,
    id: string,
    act: (entry: CleanUpEntry, session: SignedIn) => Promise<void>,
  ): Promise<CleanUp> => {
    const entry = await find(request, id);
    await act(entry, sessionOf(request));
    tellCleanUp(context, entry);
    runnerOf(context).look();
    return toCleanUp(context, await find(request, id));
  };

  router.get(
    readBasket.path,
    handle(readBasket, async (_input, request) => ({
      lines: await readLines(context, sessionOf(request).account),
    })),
  );
  router.put(
    writeBasket.path,
    handle(writeBasket, async ({ lines }, request) => {
      await writeLines(context, sessionOf(request).account, lines);
      return { lines };
    }),
  );
  router.post(
    previewBasket.path,
    handle(previewBasket, ({ lines }, request) => previewFor(context, sessionOf(request), lines)),
  );
  router.post(
    startCleanUp.path,
    handle(startCleanUp, async ({ lines, expected }, request) => {
      const session = sessionOf(request);
      const started = await start(context, session, lines, expected);
      await takeOut(context, session.account, lines);
      runnerOf(context).look();
      return { cleanUps: started };
    }),
  );
  router.get(
    readCleanUps.path,
    handle(readCleanUps, async (_input, request) => ({
      cleanUps: await listFor(context, sessionOf(request)),
    })),
  );
  router.post(
    stopCleanUp.path,
    handle(stopCleanUp, ({ id }, request) =>
      decide(request, id, (entry) => decideStop(context, entry)),
    ),
  );
  router.post(
    undoCleanUp.path,
    handle(undoCleanUp, ({ id }, request) =>
      decide(request, id, (entry, session) => decideBack(context, session, entry)),
    ),
  );
  router.post(
    finishForGood.path,
    handle(finishForGood, ({ id, expected }, request) =>
      decide(request, id, (entry, session) => goOnForGood(context, session, entry, expected)),
    ),
  );
  return router;
}

/** What has been begun is in the basket no more. */
async function takeOut(context: Context, account: string, begun: BasketLine[]) {
  const gone = new Set(begun.map(({ id }) => id));
  const lines = await readLines(context, account);
  const left = lines.filter(({ id }) => !gone.has(id));
  if (left.length < lines.length) await writeLines(context, account, left);
}

/** Begins to clean up whatever the lines take at this moment, nobody having been shown how much. */
export async function startFor(
  context: Context,
  session: SignedIn,
  lines: BasketLine[],
  why: { tool: string; about: string },
): Promise<CleanUp[]> {
  const started = await start(
    context,
    session,
    lines.map((line) => ({ ...line, ...why })),
    null,
  );
  runnerOf(context).look();
  return started;
}

/** What lines would take now: recounted. */
export const previewFor = (
  context: Context,
  session: SignedIn,
  lines: BasketLine[],
): Promise<OutputOf<typeof previewBasket>> => preview(context, session, lines);

/** Begins to carry clean-ups in this process. @returns what ends that. */
export function carryCleanUps(context: Context): { stop(): Promise<void> } {
  const runner = runnerOf(context);
  runner.start();
  return runner;
}

/** Carries an account's clean-ups here and now, as far as they go. */
export const runCleanUps = (context: Context, account: string): Promise<void> =>
  runnerOf(context).runAll(account);
