import { Router } from 'express';
import { MARKS, type Mark } from '../../../shared/choice.ts';
import {
  type CopyExample,
  type CopySearch,
  readCopySearches,
  startCopySearch,
  stopCopySearch,
} from '../../../shared/copies.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { oneLine, toAddresses } from '../../mail/rows.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { inventoryOf } from '../storage/inventory.ts';
import { lendFor } from './look-into.ts';
import type { Known } from './places.ts';
import { type Found, search } from './search.ts';

/** Accounts whose last findings are remembered; the marks themselves are kept by the inventory. */
const MOST_ACCOUNTS = 500;
const MOST_EXAMPLES = 5;

/** Duplicates, and copies whose text lives on in a later message: searched for, never touched here. */
export function copies(context: Context): Router {
  const searches = new Searches(context);
  const router = Router();
  router.get(
    readCopySearches.path,
    handle(readCopySearches, async (_input, request) => {
      const { account } = sessionOf(request);
      return { searches: MARKS.map((kind) => searches.read(account, kind)) };
    }),
  );
  router.post(
    startCopySearch.path,
    handle(startCopySearch, async ({ kind }, request) => searches.start(sessionOf(request), kind)),
  );
  router.delete(
    stopCopySearch.path,
    handle(stopCopySearch, async ({ kind }, request) => searches.stop(sessionOf(request), kind)),
  );
  return router;
}

class Searches {
  readonly #context: Context;
  readonly #known = new Map<string, CopySearch>();
  readonly #stopped = new Set<string>();

  constructor(context: Context) {
    this.#context = context;
  }

  read(account: string, kind: Mark): CopySearch {
    const nothing = { done: 0, total: 0, at: null, messages: 0, bytes: 0, alsoSent: 0 };
    return (
      this.#known.get(`${kind} ${account}`) ?? { kind, state: 'none', ...nothing, examples: [] }
    );
  }

  start(session: SignedIn, kind: Mark): CopySearch {
    const { account } = session;
    if (this.read(account, kind).state === 'running') return this.read(account, kind);
    this.#stopped.delete(`${kind} ${account}`);
    this.#tell(account, kind, { state: 'running', done: 0, total: 0 });
    void this.#run(session, kind);
    return this.read(account, kind);
  }

  stop({ account }: SignedIn, kind: Mark): CopySearch {
    if (this.read(account, kind).state === 'running') this.#stopped.add(`${kind} ${account}`);
    return this.read(account, kind);
  }

  async #run(session: SignedIn, kind: Mark) {
    const { account } = session;
    const isStopped = () => this.#stopped.has(`${kind} ${account}`);
    const tell = (done: number, total: number) => this.#tell(account, kind, { done, total });
    try {
      const found = await search(kind, { context: this.#context, session, isStopped, tell });
      await inventoryOf(this.#context).mark(account, kind, marksOf(found));
      this.#tell(account, kind, {
        ...{ state: 'done', at: Date.now(), alsoSent: found.alsoSent },
        messages: found.verdicts.length,
        bytes: found.verdicts.reduce((sum, { goes }) => sum + goes.size, 0),
        examples: await this.#examplesOf(session, found),
      });
    } catch (error) {
      if (!isStopped()) this.#context.log.warn({ err: error }, 'copies could not be searched for');
      this.#tell(account, kind, { state: isStopped() ? 'stopped' : 'failed' });
    }
  }

  async #examplesOf(session: SignedIn, { verdicts }: Found): Promise<CopyExample[]> {
    const heaviest = verdicts.toSorted((a, b) => b.goes.size - a.goes.size);
    const shown: CopyExample[] = [];
    for (const { goes, stays, why } of heaviest.slice(0, MOST_EXAMPLES)) {
      const both = [await this.#show(session, goes), await this.#show(session, stays)];
      if (both[0] && both[1]) shown.push({ goes: both[0], stays: both[1], why });
    }
    return shown;
  }

  async #show(session: SignedIn, one: Known) {
    const { folder, uid, size, received } = one;
    const query = { uid: true, envelope: true };
    const fetched = await lendFor(
      this.#context,
      session,
      one,
    )((imap) => imap.fetchOne(String(uid), query, { uid: true })).catch(() => false as const);
    if (!fetched) return null;
    const from = toAddresses(fetched.envelope?.from)[0] ?? { name: '', address: '' };
    const subject = oneLine(fetched.envelope?.subject ?? '');
    return { folder, uid, size, received, from, subject };
  }

  #tell(account: string, kind: Mark, change: Partial<CopySearch>) {
    const next = { ...this.read(account, kind), ...change };
    this.#known.delete(`${kind} ${account}`);
    this.#known.set(`${kind} ${account}`, next);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_ACCOUNTS && oldest !== undefined) this.#known.delete(oldest);
    this.#context.live.tell(account, { type: 'copies', path: ['copies'], search: next });
  }
}

function marksOf({ verdicts, folders }: Found) {
  return folders.map(({ path, uidValidity }) => ({
    folder: path,
    uidValidity,
    uids: verdicts
      .map(({ goes }) => goes)
      .filter((one) => one.folder === path && one.uidValidity === uidValidity)
      .map(({ uid }) => uid),
  }));
}
