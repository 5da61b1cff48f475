import { Router } from 'express';
import { Refusal } from '../../../shared/refusal.ts';
import {
  deleteRetention,
  type KeptRule,
  MOST_RULES,
  MUCH,
  previewRetention,
  type Retention,
  type RetentionRule,
  readRetention,
  runRetention,
  writeReminder,
  writeRetention,
} from '../../../shared/retention.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { findCleanUp } from '../../store/clean-ups.ts';
import { deleteRule } from '../../store/retention.ts';
import { readTurn, writeRemind } from '../../store/retention-turns.ts';
import { previewFor } from '../clean-up/clean-up.ts';
import { readFolders } from '../folders.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { lineOf } from './lines.ts';
import { type KnownRule, keepRule, rulesOf } from './rules.ts';
import { BETWEEN_RUNS, RETENTION_CHANGED, runRules } from './run.ts';

/** Rules by which mail goes when its time is over. */
export function retention(context: Context): Router {
  const { store, live, log } = context;
  const router = Router();
  const tell = ({ account }: SignedIn) => live.tell(account, RETENTION_CHANGED);

  router.get(
    readRetention.path,
    handle(readRetention, (_input, request) => read(context, sessionOf(request).account)),
  );
  router.post(
    previewRetention.path,
    handle(previewRetention, async ({ rule }, request) => {
      const session = sessionOf(request);
      return previewOf(context, session, await settled(context, session, { ...rule, id: NEW }));
    }),
  );
  router.put(
    writeRetention.path,
    handle(writeRetention, async ({ id, rule: said, agreed }, request) => {
      const session = sessionOf(request);
      const rules = await rulesOf(context, session.account);
      if (!rules.some((one) => one.id === id) && rules.length >= MOST_RULES) {
        throw new Refusal('limit-reached', 'There are as many rules as there may be.');
      }
      const rule = await settled(context, session, { ...said, id });
      if (rule.on) await refuseMuch(context, session, rule, agreed);
      await keepRule(context, session.account, rule, Date.now());
      tell(session);
      const kept = (await rulesOf(context, session.account)).find((one) => one.id === id);
      if (!kept) throw new Refusal('not-found', 'There is no such rule.');
      return toKept(context, session.account, kept);
    }),
  );
  router.delete(
    deleteRetention.path,
    handle(deleteRetention, async ({ id }, request) => {
      const session = sessionOf(request);
      if (!(await deleteRule(store, session.account, id))) {
        throw new Refusal('not-found', 'There is no such rule.');
      }
      tell(session);
      return {};
    }),
  );
  router.put(
    writeReminder.path,
    handle(writeReminder, async ({ remind }, request) => {
      const session = sessionOf(request);
      await writeRemind(store, session.account, remind);
      tell(session);
      return {};
    }),
  );
  router.post(
    runRetention.path,
    handle(runRetention, async (_input, request) => {
      const session = sessionOf(request);
      // It takes its time: the page follows it by its events.
      void runRules(context, session, { soon: true }).catch((error) => {
        log.warn({ err: error }, 'rules could not run');
        tell(session);
      });
      return {};
    }),
  );
  return router;
}

/** Of a rule that is not kept yet. */
const NEW = '00000000-0000-4000-8000-000000000000';

async function read(context: Context, account: string): Promise<Retention> {
  const rules = await rulesOf(context, account);
  const { ranAt, leaseUntil, remind } = await readTurn(context.store, account);
  const now = Date.now();
  const works = rules.some(({ on, rests }) => on && rests !== 'put-back');
  return {
    rules: await Promise.all(rules.map((rule) => toKept(context, account, rule))),
    remind,
    nextRun: works ? Math.max(now, (ranAt ?? 0) + BETWEEN_RUNS) : null,
    running: leaseUntil > now,
  };
}

async function toKept(context: Context, account: string, rule: KnownRule): Promise<KeptRule> {
  const { writtenAt: _, lastRun, ...said } = rule;
  if (!lastRun) return { ...said, lastRun };
  const { cleanUp } = lastRun;
  const entry = cleanUp ? await findCleanUp(context.store, account, cleanUp) : undefined;
  const backUntil = entry?.backUntil ?? null;
  // Once it goes back, its figures count the way back.
  const isBack = entry?.state === 'going-back' || entry?.state === 'back';
  const figures = entry && !isBack ? { messages: entry.done, bytes: entry.doneBytes } : {};
  return {
    ...said,
    lastRun: {
      ...lastRun,
      ...figures,
      state: entry?.state ?? null,
      backUntil: backUntil !== null && backUntil > Date.now() ? backUntil : null,
    },
  };
}

async function previewOf(context: Context, session: SignedIn, rule: RetentionRule) {
  const { line, rests } = await lineOf(context, session, rule, Date.now());
  if (!line) return { ...NOTHING, samples: [], spared: {}, rests };
  const { lines } = await previewFor(context, session, [line]);
  const { messages, bytes, oldest, newest, samples, spared } = lines[0]!;
  return { messages, bytes, oldest, newest, samples, spared, rests };
}

const NOTHING = { messages: 0, bytes: 0, oldest: null, newest: null };

async function refuseMuch(
  context: Context,
  session: SignedIn,
  rule: RetentionRule,
  agreed: number,
) {
  const { messages, bytes } = await previewOf(context, session, rule);
  if (messages <= Math.max(MUCH, agreed)) return;
  throw new Refusal('retention-much', 'The rule would take many messages.', { messages, bytes });
}

/** Trash and Junk named as folders are the places that they are: from there nothing can go to Trash. */
async function settled(
  context: Context,
  session: SignedIn,
  rule: RetentionRule,
): Promise<RetentionRule> {
  const { folders = [], ...others } = rule.choice;
  if (!folders.length) return rule;
  const all = await context.mail.use(session, readFolders, { repeatable: true });
  const places = folders.flatMap((path) => all.find((one) => one.path === path)?.specialUse ?? []);
  const place = places.find((use) => use === 'trash' || use === 'junk');
  if (!place) return rule;
  const isAlone = folders.length === 1 && !Object.values(others).some(Boolean);
  if (!isAlone || !('days' in rule.keep)) {
    const fields = ['rule.choice.folders'];
    throw new Refusal('input-invalid', 'Trash and Junk have rules of their own.', { fields });
  }
  return { ...rule, place, choice: {} };
}
