import { randomUUID } from 'node:crypto';
import type { RetentionChanged } from '../../../shared/events.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { findCleanUp, listCleanUps } from '../../store/clean-ups.ts';
import { recordRun, restRule } from '../../store/retention.ts';
import { addUntold, endTurn, holdTurn, takeTurn } from '../../store/retention-turns.ts';
import { runCleanUps, startFor } from '../clean-up/clean-up.ts';
import type { SignedIn } from '../session/session.ts';
import { capLine } from './cap.ts';
import { lineOf } from './lines.ts';
import { remind, sayOf } from './reminder.ts';
import { type KnownRule, rulesOf } from './rules.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** Once a day, and a nightly command that comes somewhat early finds its turn, too. */
export const BETWEEN_RUNS = 20 * HOUR;
/** A turn ends by itself when its process died; a living one goes on holding it. */
const LEASE = 60 * SECOND;
const HOLD_EVERY = 15 * SECOND;
/** A clean-up that another process carries is waited for. */
const LOOK_EVERY = SECOND;
const PATIENCE = HOUR;

/** What came of the rules of an account. */
export interface RunReport {
  /** `not-due`: they ran today, or somebody runs them now. `busy`: a clean-up is under way. */
  outcome: 'ran' | 'not-due' | 'busy';
  rules: number;
  messages: number;
  bytes: number;
}

const NOT_RUN = { rules: 0, messages: 0, bytes: 0 };
export const RETENTION_CHANGED: RetentionChanged = { type: 'retention', path: ['retention'] };

/**
 * Runs the rules of an account that are on, one after the other, each as a clean-up that can be put back. Of several
 * processes one does it.
 *
 * @param soon also when they ran today already.
 * @param most messages a rule takes at most.
 * @throws Refusal when the mail server cannot be reached, or does not take the login.
 */
export async function runRules(
  context: Context,
  session: SignedIn,
  { now = Date.now(), soon = false, most }: { now?: number; soon?: boolean; most?: number } = {},
): Promise<RunReport> {
  const { store } = context;
  const { account } = session;
  const owner = randomUUID();
  if (await isBusy(context, account)) return { outcome: 'busy', ...NOT_RUN };
  const turn = { owner, now, until: now + LEASE, ranBefore: soon ? now : now - BETWEEN_RUNS };
  if (!(await takeTurn(store, account, turn))) return { outcome: 'not-due', ...NOT_RUN };
  const hold = setInterval(() => {
    holdTurn(store, account, { owner, until: Date.now() + LEASE }).catch((error) =>
      context.log.warn({ err: error }, 'retention'),
    );
  }, HOLD_EVERY).unref();
  let ranAt: number | null = null;
  try {
    context.live.tell(account, RETENTION_CHANGED);
    const report: RunReport = { outcome: 'ran', ...NOT_RUN };
    for (const rule of await rulesOf(context, account)) {
      if (!rule.on || rule.rests === 'put-back') continue;
      const taken = await runOne(context, session, rule, { now, most });
      report.rules++;
      report.messages += taken.messages;
      report.bytes += taken.bytes;
      context.live.tell(account, RETENTION_CHANGED);
    }
    ranAt = now;
    await remind(context, session, now);
    return report;
  } finally {
    clearInterval(hold);
    await endTurn(store, account, { owner, ranAt });
    context.live.tell(account, RETENTION_CHANGED);
  }
}

/** Whoever cleans up by hand is not disturbed; and behind a clean-up that waits for its owner, none begins. */
async function isBusy({ store }: Context, account: string): Promise<boolean> {
  const all = await listCleanUps(store, account);
  return all.some(({ state }) => OPEN.has(state));
}

const OPEN = new Set(['running', 'going-back', 'waiting']);

/** Refusals that would end every other rule as well. */
const GENERAL = new Set(['mail-server-down', 'password-asked', 'signed-out', 'credentials-wrong']);

async function runOne(
  context: Context,
  session: SignedIn,
  rule: KnownRule,
  { now, most }: { now: number; most: number | undefined },
): Promise<{ messages: number; bytes: number }> {
  const { account } = session;
  try {
    const { line, rests } = await lineOf(context, session, rule, now);
    if (rests !== rule.rests) await restRule(context.store, account, rule.id, rests);
    if (!line) return await nothing(context, account, rule, now);
    const capped = await capLine(context, session, line, most);
    const why = { tool: 'retention', about: rule.name };
    const [begun] = await startFor(context, session, [capped], why);
    if (!begun) return await nothing(context, account, rule, now);
    const { id, messages, bytes } = begun;
    await recordRun(context.store, account, rule.id, { at: now, messages, bytes, cleanUp: id });
    return await follow(context, account, rule, id);
  } catch (error) {
    if (!(error instanceof Refusal) || GENERAL.has(error.code)) throw error;
    context.log.info({ err: error }, 'a rule could not run');
    await restRule(context.store, account, rule.id, error.code);
    return { messages: 0, bytes: 0 };
  }
}

async function nothing({ store }: Context, account: string, { id }: KnownRule, now: number) {
  const run = { messages: 0, bytes: 0 };
  await recordRun(store, account, id, { ...run, at: now, cleanUp: null });
  return run;
}

/** Carries the clean-up to its end, here or elsewhere, and notes what it took. */
async function follow(context: Context, account: string, rule: KnownRule, id: string) {
  await runCleanUps(context, account);
  const until = Date.now() + PATIENCE;
  let entry = await findCleanUp(context.store, account, id);
  while (entry?.state === 'running' && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    entry = await findCleanUp(context.store, account, id);
  }
  const taken = { messages: entry?.done ?? 0, bytes: entry?.doneBytes ?? 0 };
  if (entry && taken.messages > 0) {
    const said = { name: rule.name, ...taken, forGood: entry.action === 'expunge' };
    const sealed = sayOf(context, account, said);
    await addUntold(context.store, account, { cleanUp: id, sealed, at: entry.startedAt });
  }
  return taken;
}
