import { Refusal } from '../../../shared/refusal.ts';
import type { Login } from '../login.ts';
import type { ImapPool } from '../pool.ts';
import type { MailServer } from '../servers.ts';
import { sieveRefusal } from './failures.ts';
import { ManageSieve } from './managesieve.ts';

const SECOND = 1000;
/** One act, from the first byte to the last. */
const DEADLINE = 60 * SECOND;
/** Dovecot takes ten from one address by default; ours must not use up the person's own programs. */
const MOST = 2;
const MOST_WAITING = 20;

interface Account {
  open: number;
  waiting: (() => void)[];
}

/** Lends connections to the server that keeps the Sieve scripts, each for one act, with the user's own login. */
export class ScriptServer {
  readonly #server: MailServer;
  readonly #pool: ImapPool;
  readonly #accounts = new Map<string, Account>();

  constructor(server: MailServer, pool: ImapPool) {
    this.#server = server;
    this.#pool = pool;
  }

  /** @throws Refusal: every failure in the house's terms; `sieve-down` when there is no such server. */
  async use<T>(login: Login, act: (sieve: ManageSieve) => Promise<T>): Promise<T> {
    const leave = await this.#enter(login.account);
    try {
      return await this.#lend(login, act);
    } catch (error) {
      throw sieveRefusal(error);
    } finally {
      leave();
    }
  }

  async #lend<T>(login: Login, act: (sieve: ManageSieve) => Promise<T>): Promise<T> {
    const sieve = await ManageSieve.open(this.#server, this.#pool.credentialsFor(login));
    const late = setTimeout(() => sieve.close(), DEADLINE);
    try {
      return await act(sieve);
    } finally {
      clearTimeout(late);
      void sieve.logout();
    }
  }

  async #enter(name: string): Promise<() => void> {
    const account = this.#accounts.get(name) ?? { open: 0, waiting: [] };
    this.#accounts.set(name, account);
    if (account.open >= MOST) {
      if (account.waiting.length >= MOST_WAITING)
        throw new Refusal('sieve-down', 'Too much is asked of the filter server at once.');
      await new Promise<void>((enter) => account.waiting.push(enter));
    } else account.open++;
    return () => {
      const next = account.waiting.shift();
      if (next) next();
      else if (--account.open === 0) this.#accounts.delete(name);
    };
  }
}
