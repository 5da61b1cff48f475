import type { ImapFlow, MailboxObject } from 'imapflow';
import { Refusal } from '../../shared/refusal.ts';
import { isWorthAnother, mailRefusal } from './failures.ts';
import { connectImap, selectFolder } from './imap.ts';
import type { Login } from './login.ts';
import { RefusedPasswords } from './refused-passwords.ts';
import { seal, unseal } from './sealed.ts';
import type { MailServer } from './servers.ts';
import {
  type Account,
  isElsewhere,
  newWorker,
  takeFree,
  takeWaiting,
  type Waiting,
  type Worker,
} from './workers.ts';

export interface UseOptions {
  /** Milliseconds after which the connection is given up. */
  deadline?: number;
  /** Ask once more when the connection breaks or the server stumbles: only for what may be done twice. */
  repeatable?: boolean;
  /**
   * A look into another folder than the one being read: on a second connection, so that neither is
   * selected again and again. Selecting a folder of 100,000 messages takes 0.1 s.
   */
  aside?: boolean;
}

/** A user of the mail server who may sign in to every mailbox, as `ADDRESS*USER`. */
export interface MasterUser {
  user: string;
  password: string;
  /** What stands between the address and the user. */
  separator: string;
}

const MAX_WORKERS = 2;
/** A second connection costs a TLS handshake and a password check: a short wait is cheaper. */
const PATIENCE = 120;
const LONGEST_WAIT = 20_000;
const IDLE = 5 * 60_000;
const DEADLINE = 30_000;

/**
 * Connections for work: at most two an account, opened when needed, closed when idle. They are lent
 * for one act (`use`, `inFolder`) and taken back, so a folder is locked by its command, not its page.
 */
export class ImapPool {
  readonly #server: MailServer;
  readonly #secretKey: Buffer;
  readonly #accounts = new Map<string, Account>();
  readonly #refused = new RefusedPasswords();

  readonly #onRepeat: (error: unknown) => void;
  readonly #master: MasterUser | null;

  /**
   * @param onRepeat hears why a read is asked once more, for the log.
   * @param master signs in instead of everybody: for the administrator's commands.
   */
  constructor(
    server: MailServer,
    secretKey: Buffer,
    onRepeat: (error: unknown) => void = () => {},
    master: MasterUser | null = null,
  ) {
    this.#server = server;
    this.#secretKey = secretKey;
    this.#onRepeat = onRepeat;
    this.#master = master;
  }

  /**
   * Proves login and password against the mail server, on a new connection that is then kept.
   *
   * @throws Refusal `credentials-wrong` or `mail-server-down`.
   */
  async signIn(account: string, password: string, clientAddress?: string): Promise<void> {
    const imap = await this.#open({ user: account, password, clientAddress });
    this.#refused.forget(account, password);
    const entry = this.#account(account);
    if (entry.free.length + entry.taken >= MAX_WORKERS) imap.close();
    else void this.#openInbox(newWorker(entry, imap));
  }

  /** The Inbox is what a page asks for first: it is opened while the answer to the sign-in travels. */
  async #openInbox(worker: Worker) {
    worker.account.taken++;
    await worker.imap.mailboxOpen('INBOX').catch(() => {});
    this.#giveBack(worker);
  }

  /** A connection of one's own, outside the pool: the watcher's. The caller closes it. */
  async connect(login: Login): Promise<ImapFlow> {
    const { user, pass } = this.credentialsFor(login);
    try {
      return await this.#open({ user, password: pass, clientAddress: login.clientAddress });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'credentials-wrong') throw error;
      this.#refused.add(login.account, pass);
      // Connections that were opened with it would go on as if nothing had happened.
      this.forget(login.account);
      throw passwordAsked(error);
    }
  }

  /** True when the mail server has refused this login's password: it is never tried again (fault F-24). */
  isRefused(login: Login): boolean {
    if (!this.#refused.knows(login.account)) return false;
    return this.#refused.has(login.account, this.#unsealed(login));
  }

  /**
   * The opened secret, for the mail protocols of this folder only: features never ask.
   *
   * @throws Refusal `signed-out`, or `password-asked` when the mail server has refused it before.
   */
  credentialsFor(login: Login): { user: string; pass: string } {
    const pass = this.#unsealed(login);
    if (this.#refused.has(login.account, pass)) throw passwordAsked();
    const user = this.#master
      ? `${login.account}${this.#master.separator}${this.#master.user}`
      : login.account;
    return { user, pass };
  }

  #unsealed({ account, sealed, cookieKey }: Login): string {
    if (this.#master) return this.#master.password;
    let pass: string;
    try {
      pass = unseal(sealed, account, cookieKey, this.#secretKey);
    } catch (error) {
      // SECRET_KEY was changed, or the cookie's key is not the one that sealed it.
      throw new Refusal('signed-out', 'The session cannot be opened any more.', {}, error);
    }
    // An errand that the administrator's command left behind: only their own password could go on with it.
    if (!pass) throw passwordAsked();
    return pass;
  }

  /**
   * The same login for one errand that outlives the session: its password sealed under the server's key
   * alone, for that errand only.
   *
   * The password that opens every mailbox is kept nowhere: such an errand holds none.
   *
   * @param errand names it among all, and is needed to open it again (`errandLogin`).
   */
  entrust(login: Login, errand: string): string {
    const pass = this.#master ? '' : this.credentialsFor(login).pass;
    return seal(pass, login.account, errandKey(errand), this.#secretKey);
  }

  /** Lends a connection. @throws Refusal: every failure of the mail server in the house's terms. */
  async use<T>(
    login: Login,
    act: (imap: ImapFlow) => Promise<T>,
    options: UseOptions = {},
  ): Promise<T> {
    return this.#lend(login, null, act, options);
  }

  /** Lends a connection on which the folder is selected and its state is fresh. */
  async inFolder<T>(
    login: Login,
    folder: string,
    act: (imap: ImapFlow, mailbox: MailboxObject) => Promise<T>,
    options: UseOptions = {},
  ): Promise<T> {
    return this.#lend(
      login,
      folder,
      async (imap) => act(imap, await selectFolder(imap, folder)),
      options,
    );
  }

  /** Ends the account's idle connections; those that are lent end when they come back. */
  forget(account: string) {
    const entry = this.#accounts.get(account);
    if (!entry) return;
    entry.gone = true;
    this.#accounts.delete(account);
    for (const { imap } of [...entry.free]) imap.close();
  }

  /** Logs every connection out. */
  async close() {
    const workers = [...this.#accounts.values()].flatMap(({ free }) => free);
    this.#accounts.clear();
    await Promise.allSettled(workers.map(({ imap }) => imap.logout()));
  }

  async #lend<T>(
    login: Login,
    folder: string | null,
    act: (imap: ImapFlow) => Promise<T>,
    options: UseOptions,
  ): Promise<T> {
    try {
      return await this.#lendOnce(login, folder, act, options);
    } catch (error) {
      if (!options.repeatable || !isWorthAnother(error)) throw mailRefusal(error);
      this.#onRepeat(mailRefusal(error));
    }
    try {
      return await this.#lendOnce(login, folder, act, options);
    } catch (error) {
      throw mailRefusal(error);
    }
  }

  async #lendOnce<T>(
    login: Login,
    folder: string | null,
    act: (imap: ImapFlow) => Promise<T>,
    { deadline = DEADLINE, aside = false }: UseOptions,
  ): Promise<T> {
    // Before a connection that another session of the account has opened.
    if (this.isRefused(login)) throw passwordAsked();
    const worker = await this.#take(login, folder, aside);
    const timer = setTimeout(() => worker.imap.close(), deadline);
    try {
      return await act(worker.imap);
    } finally {
      clearTimeout(timer);
      this.#giveBack(worker);
    }
  }

  #take(login: Login, folder: string | null, aside: boolean): Promise<Worker> {
    const account = this.#account(login.account);
    if (aside && isElsewhere(account, folder)) return this.#openWorker(login, account);
    const worker = takeFree(account, folder);
    if (worker) {
      clearTimeout(worker.idle);
      account.taken++;
      return Promise.resolve(worker);
    }
    if (account.taken === 0) return this.#openWorker(login, account);
    return this.#wait(login, account, folder);
  }

  #wait(login: Login, account: Account, folder: string | null): Promise<Worker> {
    return new Promise((give, refuse) => {
      const waiting: Waiting = { login, folder, give, refuse };
      account.waiting.push(waiting);
      const leave = () => {
        const place = account.waiting.indexOf(waiting);
        if (place >= 0) account.waiting.splice(place, 1);
        return place >= 0;
      };
      const second = setTimeout(() => {
        if (account.taken >= MAX_WORKERS || !leave()) return;
        this.#openWorker(login, account).then(settle(give), settle(refuse));
      }, PATIENCE);
      const last = setTimeout(() => {
        if (leave()) refuse(new Refusal('mail-server-down', 'The mail server is too slow.'));
      }, LONGEST_WAIT);
      const settle =
        <V>(then: (value: V) => void) =>
        (value: V) => {
          clearTimeout(second);
          clearTimeout(last);
          then(value);
        };
      waiting.give = settle(give);
      waiting.refuse = settle(refuse);
    });
  }

  async #openWorker(login: Login, account: Account): Promise<Worker> {
    account.taken++;
    try {
      return newWorker(account, await this.connect(login));
    } catch (error) {
      account.taken--;
      this.#serveNext(account);
      throw error;
    }
  }

  #giveBack(worker: Worker) {
    worker.account.taken--;
    if (worker.account.gone) worker.imap.close();
    else if (worker.imap.usable) this.#keep(worker);
    else this.#serveNext(worker.account);
  }

  #keep(worker: Worker) {
    const { account } = worker;
    const next = takeWaiting(account, worker);
    if (next) {
      account.taken++;
      next.give(worker);
      return;
    }
    worker.idle = setTimeout(() => worker.imap.close(), IDLE).unref();
    account.free.push(worker);
  }

  /** After a connection was lost: the one who waits longest opens another. */
  #serveNext(account: Account) {
    const next = account.waiting.shift();
    if (next) this.#openWorker(next.login, account).then(next.give, next.refuse);
  }

  #account(name: string): Account {
    let account = this.#accounts.get(name);
    if (!account) {
      account = { gone: false, free: [], taken: 0, waiting: [] };
      this.#accounts.set(name, account);
    }
    return account;
  }

  async #open(who: { user: string; password: string; clientAddress?: string | undefined }) {
    try {
      return await connectImap(this.#server, who);
    } catch (error) {
      throw mailRefusal(error);
    }
  }
}

/** What `entrust` sealed, as a login. */
export function errandLogin(account: string, errand: string, sealed: string): Login {
  return { account, sealed, cookieKey: errandKey(errand) };
}

/** No secret: `SECRET_KEY` is the whole of it. Nothing that a cookie holds has this length. */
const errandKey = (errand: string) => Buffer.from(`errand ${errand}`);

const passwordAsked = (cause?: unknown) =>
  new Refusal('password-asked', 'The mail server does not take this password any more.', {}, cause);
