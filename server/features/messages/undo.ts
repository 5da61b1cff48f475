import { randomUUID } from 'node:crypto';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import type { FlagChange } from './flags.ts';

/** How an act is taken back: everything by UID in one folder, under one UIDVALIDITY. */
export interface Way {
  folder: string;
  uidValidity: string;
  /** Messages that the act touched, where they are now. */
  uids: number[];
  /** Flags as the act changed them. */
  flags: FlagChange[];
  /** Then they go back there; or they go for good, being copies; or they stay. */
  after: { moveTo: string } | 'expunge' | null;
  /** What is taken back with it, elsewhere. */
  also?: Way[];
}

const undosOfContexts = new WeakMap<Context, Undos>();

/** The ways back of one bridge, whichever act they are from. */
export function undosOf(context: Context): Undos {
  const undos = undosOfContexts.get(context) ?? new Undos();
  undosOfContexts.set(context, undos);
  return undos;
}

interface Kept {
  way: Way;
  until: number;
}

const MINUTES = 10;
const MOST_ACTS = 30;
/** UIDs kept for one account: some acts on a very large folder, a few megabytes. */
const MOST_UIDS = 500_000;

/**
 * Ways back, kept in memory for some minutes. Each belongs to one account: for any other, its token
 * is no token. The oldest go first when there are many.
 */
export class Undos {
  readonly #accounts = new Map<string, Map<string, Kept>>();

  /** @returns the token that takes the act back, null when it touched nothing. */
  keep(account: string, way: Way): string | null {
    if (!countOf(way)) return null;
    this.#sweep();
    const kept = this.#accounts.get(account) ?? new Map<string, Kept>();
    const token = randomUUID();
    kept.set(token, { way, until: Date.now() + MINUTES * 60_000 });
    this.#accounts.set(account, kept);
    while (kept.size > 1 && (kept.size > MOST_ACTS || weight(kept) > MOST_UIDS))
      kept.delete(kept.keys().next().value!);
    return token;
  }

  /**
   * Runs the way back, once. It stays for another try when the server fails.
   *
   * @throws Refusal `undo-gone` for a token that is used, too old, or another account's.
   */
  async take<T>(account: string, token: string, run: (way: Way) => Promise<T>): Promise<T> {
    this.#sweep();
    const kept = this.#accounts.get(account);
    const found = kept?.get(token);
    if (!kept || !found) throw new Refusal('undo-gone', 'There is no such act to take back.');
    kept.delete(token);
    try {
      return await run(found.way);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'mail-server-down') kept.set(token, found);
      throw error;
    }
  }

  #sweep() {
    const now = Date.now();
    for (const [account, kept] of this.#accounts) {
      for (const [token, { until }] of kept) if (until < now) kept.delete(token);
      if (!kept.size) this.#accounts.delete(account);
    }
  }
}

const weight = (kept: Map<string, Kept>) =>
  [...kept.values()].reduce((sum, { way }) => sum + weightOf(way), 0);

const weightOf = ({ uids, flags, also = [] }: Way): number =>
  uids.length +
  flags.reduce((all, change) => all + change.uids.length, 0) +
  also.reduce((all, one) => all + weightOf(one), 0);

const countOf = ({ uids, also = [] }: Way): number =>
  uids.length + also.reduce((sum, one) => sum + countOf(one), 0);
