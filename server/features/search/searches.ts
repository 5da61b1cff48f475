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
/** A search that nobody looked at for so long is made again when somebody does, in milliseconds. */
const LIFE = 30 * 60_000;

/** Running and finished searches, by account. */
export class Searches {
  readonly #kept = new Map<string, Search[]>();
  readonly #turns = new Map<string, Promise<void>>();

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

  /** One search at a time for each account: others wait for their turn. */
  async inTurn(account: string, act: () => Promise<void>, waits: () => void): Promise<void> {
    const before = this.#turns.get(account);
    if (before) waits();
    const turn = (before ?? Promise.resolve()).then(act);
    const ended = turn.catch(() => {});
    this.#turns.set(account, ended);
    try {
      await turn;
    } finally {
      if (this.#turns.get(account) === ended) this.#turns.delete(account);
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
