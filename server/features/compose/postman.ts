import { randomUUID } from 'node:crypto';
import type { Context, Postman } from '../../context.ts';
import { sweepBlobs } from '../../store/blobs.ts';
import {
  dueOutbox,
  findOutbox,
  holdClaims,
  nextOutbox,
  type OutboxLine,
  sweepOutbox,
  updateOutbox,
} from '../../store/outbox.ts';
import { carryOn } from './carry.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** A claim ends by itself when its process died; a living one goes on holding it. */
const LEASE = 15 * SECOND;
const HOLD_EVERY = 5 * SECOND;
/** What other processes left behind is found at the latest then. */
const LOOK_EVERY = 15 * SECOND;
const MOST_ACCOUNTS = 8;
/** So long a repeated request is recognised. */
const REMEMBER = 30 * DAY;
/** An orderly end waits so long for what is under way. */
const FAREWELL = 5 * SECOND;

export interface RunningPostman extends Postman {
  start(context: Context): void;
  stop(): Promise<void>;
}

/**
 * Wakes for every letter whose next step is due, and carries it: one at a time for each account. A
 * letter is claimed before it is touched, so that of several processes one has it.
 */
export function createPostman(): RunningPostman {
  const owner = randomUUID();
  /** What is under way, by account. */
  const turns = new Map<string, Promise<void>>();
  const claimed = new Map<string, OutboxLine>();
  const timers: NodeJS.Timeout[] = [];
  let context: Context;
  let alarm: NodeJS.Timeout | undefined;
  let state: 'off' | 'resting' | 'looking' | 'looking again' = 'off';

  const inTurn = (account: string, act: () => Promise<void>): Promise<void> => {
    const turn = (turns.get(account) ?? Promise.resolve())
      .then(act)
      .catch((error) => context.log.error({ err: error }, 'a letter could not be carried'))
      .finally(() => {
        if (turns.get(account) !== turn) return;
        turns.delete(account);
        look();
      });
    turns.set(account, turn);
    return turn;
  };

  const take = async (line: OutboxLine) => {
    if (!(await claim(context, line, owner))) return;
    const key = `${line.account} ${line.id}`;
    claimed.set(key, line);
    try {
      await carryOn(context, line, owner);
    } finally {
      claimed.delete(key);
    }
  };

  const look = () => {
    if (state === 'looking') state = 'looking again';
    if (state !== 'resting') return;
    state = 'looking';
    clearTimeout(alarm);
    void lookOnce().finally(() => {
      const again = state === 'looking again';
      if (state !== 'off') state = 'resting';
      if (again) look();
    });
  };

  const lookOnce = async () => {
    let wait = LOOK_EVERY;
    try {
      const now = Date.now();
      for (const [account, lines] of byAccount(await dueOutbox(context.store, now, 500))) {
        if (turns.size >= MOST_ACCOUNTS) break;
        if (turns.has(account)) continue;
        void inTurn(account, async () => {
          for (const line of lines) if (state !== 'off') await take(line);
        });
      }
      const next = await nextOutbox(context.store, now);
      if (next !== null) wait = Math.min(LOOK_EVERY, Math.max(0, next - Date.now()));
    } catch (error) {
      if (state !== 'off') context.log.error({ err: error }, 'the outbox cannot be read');
    }
    if (state !== 'off') alarm = setTimeout(look, wait).unref();
  };

  const every = (time: number, act: () => Promise<unknown>) => {
    const run = () => act().catch((error) => context.log.warn({ err: error }, 'outbox'));
    timers.push(setInterval(run, time).unref());
  };

  return {
    look,
    async carry(account, id, patience) {
      const turn = inTurn(account, async () => {
        const entry = await findOutbox(context.store, account, id);
        if (entry && entry.dueAt !== null && entry.dueAt <= Date.now()) await take(entry);
      });
      let late: NodeJS.Timeout | undefined;
      const patienceOver = new Promise<void>((resolve) => {
        late = setTimeout(resolve, patience);
      });
      await Promise.race([turn, patienceOver]);
      clearTimeout(late);
    },
    start(given) {
      context = given;
      state = 'resting';
      every(HOLD_EVERY, async () => {
        if (claimed.size)
          await holdClaims(context.store, owner, claimed.values(), Date.now() + LEASE);
      });
      every(HOUR, async () => {
        await sweepOutbox(context.store, Date.now() - REMEMBER);
        await sweepBlobs(context.store, 'outbox', Date.now() - DAY);
      });
      look();
    },
    async stop() {
      state = 'off';
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

/** True for one of all who see the letter like this. */
function claim(context: Context, line: OutboxLine, owner: string): Promise<boolean> {
  const { state, attempt, dueAt, owner: before } = line;
  return updateOutbox(
    context.store,
    line,
    { owner, dueAt: Date.now() + LEASE, ...(state === 'held' && { state: 'sending' as const }) },
    { state, attempt, dueAt, owner: before },
  );
}

function byAccount(lines: OutboxLine[]): Map<string, OutboxLine[]> {
  const accounts = new Map<string, OutboxLine[]>();
  for (const line of lines)
    accounts.set(line.account, [...(accounts.get(line.account) ?? []), line]);
  return accounts;
}
