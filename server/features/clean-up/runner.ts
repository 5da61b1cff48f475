import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import {
  type CleanUpEntry,
  firstInLine,
  sweepCleanUps,
  updateCleanUp,
} from '../../store/clean-ups.ts';
import { carryOn } from './job.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** A claim ends by itself when its process died; a living one goes on holding it. */
const LEASE = 15 * SECOND;
const HOLD_EVERY = 5 * SECOND;
/** What other processes left behind is found at the latest then. */
const LOOK_EVERY = 15 * SECOND;
const MOST_ACCOUNTS = 8;
/** So long a clean-up that is over is shown. */
const REMEMBER = 30 * 24 * HOUR;
/** An orderly end waits so long for the step under way. */
const FAREWELL = 5 * SECOND;

export interface Runner {
  /** A clean-up may be due now. */
  look(): void;
  start(): void;
  stop(): Promise<void>;
  /** Carries what an account has in its line, until there is nothing that can be done now. */
  runAll(account: string): Promise<void>;
}

const runners = new WeakMap<Context, Runner>();

/** Who carries the clean-ups of one bridge. */
export function runnerOf(context: Context): Runner {
  const runner = runners.get(context) ?? createRunner(context);
  runners.set(context, runner);
  return runner;
}

/**
 * Carries every account's clean-ups, one after the other. Only the first in an account's line is ever claimed, and it is
 * claimed before it is touched: of several processes one has the account.
 */
function createRunner(context: Context): Runner {
  const owner = randomUUID();
  /** What is under way, by account. */
  const turns = new Map<string, Promise<void>>();
  const claimed = new Map<string, CleanUpEntry>();
  const timers: NodeJS.Timeout[] = [];
  let alarm: NodeJS.Timeout | undefined;
  let isOn = false;
  let isLooking = false;
  let again = false;

  const take = async (entry: CleanUpEntry, mayGoOn: () => boolean): Promise<boolean> => {
    const { state, dueAt, owner: before } = entry;
    const claim = { owner, dueAt: Date.now() + LEASE };
    if (!(await updateCleanUp(context.store, entry, claim, { state, dueAt, owner: before })))
      return false;
    claimed.set(entry.account, entry);
    try {
      await carryOn(context, entry, owner, mayGoOn);
    } finally {
      claimed.delete(entry.account);
    }
    return true;
  };

  const turnOf = async (account: string, isWanted: () => boolean) => {
    while (isWanted()) {
      const [head] = await firstInLine(context.store, account);
      if (!head || head.dueAt === null || head.dueAt > Date.now()) return;
      if (!(await take(head, isWanted))) return;
    }
  };

  const inTurn = (account: string, isWanted: () => boolean): Promise<void> => {
    const turn = (turns.get(account) ?? Promise.resolve())
      .then(() => turnOf(account, isWanted))
      .catch((error) => context.log.error({ err: error }, 'a clean-up could not be carried'))
      .finally(() => {
        if (turns.get(account) !== turn) return;
        turns.delete(account);
        look();
      });
    turns.set(account, turn);
    return turn;
  };

  const lookOnce = async () => {
    const now = Date.now();
    let wait = LOOK_EVERY;
    for (const { account, dueAt } of await firstInLine(context.store)) {
      if (dueAt === null || turns.has(account)) continue;
      if (dueAt > now) wait = Math.min(wait, dueAt - now);
      else if (turns.size < MOST_ACCOUNTS) void inTurn(account, () => isOn);
    }
    return wait;
  };

  const look = () => {
    again = isLooking;
    if (!isOn || isLooking) return;
    isLooking = true;
    clearTimeout(alarm);
    void lookOnce()
      .catch((error) => {
        if (isOn) context.log.error({ err: error }, 'the clean-ups cannot be read');
        return LOOK_EVERY;
      })
      .then((wait) => {
        isLooking = false;
        if (again) look();
        else if (isOn) alarm = setTimeout(look, wait).unref();
      });
  };

  const every = (time: number, act: () => Promise<unknown>) => {
    const run = () => act().catch((error) => context.log.warn({ err: error }, 'clean-ups'));
    timers.push(setInterval(run, time).unref());
  };

  return {
    look,
    runAll: (account) => inTurn(account, () => true),
    start() {
      isOn = true;
      every(HOLD_EVERY, async () => {
        const dueAt = Date.now() + LEASE;
        for (const entry of claimed.values())
          await updateCleanUp(context.store, entry, { dueAt }, { owner });
      });
      every(HOUR, () => sweepCleanUps(context.store, Date.now() - REMEMBER));
      look();
    },
    async stop() {
      isOn = false;
      clearTimeout(alarm);
      for (const timer of timers) clearInterval(timer);
      let late: NodeJS.Timeout | undefined;
      const farewell = new Promise<void>((resolve) => {
        late = setTimeout(resolve, FAREWELL);
      });
      await Promise.race([Promise.allSettled(turns.values()), farewell]);
      clearTimeout(late);
    },
  };
}
