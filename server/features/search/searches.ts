import { randomUUID } from 'node:crypto';
import { Refusal } from '../../../shared/refusal.ts';
import { Hits } from '../../mail/search/hits.ts';

/** What one search has found, kept so that its windows can be read. */
export interface Search {
  id: string;
  hits: Hits;
  usedAt: number;
}

/** Searches kept for one account: what a person has open in a few tabs. */
const KEPT = 4;
/** Searches that may wait while one runs: a few tabs, not a script. */
const MOST_WAITING = 5;
/** A search that nobody looked at for so long is made again when somebody does, in milliseconds. */
const LIFE = 30 * 60_000;

/** Running and finished searches, by account. */
export class Searches {
  readonly #kept = new Map<string, Search[]>();
  readonly #turns = new Map<string, { last: Promise<void>; count: number }>();

  begin(account: string): Search {
    const search = { id: randomUUID(), hits: new Hits(), usedAt: Date.now() };
    this.#kept.set(account, [...this.#alive(account), search].slice(-KEPT));
    return search;
  }

  /** @throws Refusal `not-found` for one that is forgotten, or another account's. */
  find(account: string, id: string): Search {
    this.#forgetOld();
    const search = this.#kept.get(account)?.find((one) => one.id === id);
    if (!search) throw new Refusal('not-found', 'This search is forgotten.');
    search.usedAt = Date.now();
    return search;
  }

  /**
   * One search at a time for each account: others wait for their turn.
   *
   * @throws Refusal `rate-limited` when too many wait already.
   */
  async inTurn(account: string, act: () => Promise<void>, waits: () => void): Promise<void> {
    const turns = this.#turns.get(account) ?? { last: Promise.resolve(), count: 0 };
    if (turns.count > MOST_WAITING)
      throw new Refusal('rate-limited', 'Too many searches wait.', { retryAfterSeconds: 60 });
    if (turns.count++ > 0) waits();
    this.#turns.set(account, turns);
    const turn = turns.last.then(act);
    turns.last = turn.catch(() => {});
    try {
      await turn;
    } finally {
      if (--turns.count === 0) this.#turns.delete(account);
    }
  }

  #alive = (account: string) =>
    (this.#kept.get(account) ?? []).filter(({ usedAt }) => usedAt > Date.now() - LIFE);

  #forgetOld() {
    for (const account of this.#kept.keys()) {
      const alive = this.#alive(account);
      if (alive.length) this.#kept.set(account, alive);
      else this.#kept.delete(account);
    }
  }
}
