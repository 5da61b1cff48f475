import type { KnownFolder, PushEvent } from '../../shared/events.ts';
import { changesSince } from './changes.ts';
import { type FolderStatus, fullStatus, statusQuery } from './imap.ts';
import type { Login } from './login.ts';
import type { ImapPool } from './pool.ts';
import { Watcher } from './watcher.ts';

/** One open page; `tell` is for it alone. */
export interface Listener {
  login: Login;
  /** No page: a login that was entrusted for watching. Used only while no page has brought one. */
  isErrand?: boolean;
  tell(event: PushEvent): void;
}

type FullStatus = Required<FolderStatus>;

/** A page that reloads finds the watcher still there. */
const GRACE = 20_000;
const GATHER = 100;

/**
 * What the mail server says, turned into `shared/events` for every page of an account. One watcher an
 * account, as long as a page is open. What changed in the folders on screen is read by a worker.
 */
export class Live {
  readonly #pool: ImapPool;
  readonly #accounts = new Map<string, LiveAccount>();

  constructor(pool: ImapPool) {
    this.#pool = pool;
  }

  /** Begins to tell the listener; the answer watches folders for it and lets it go. */
  listen(listener: Listener): { watch(folders: KnownFolder[]): void; leave(): void } {
    const { account } = listener.login;
    const live = this.#accounts.get(account) ?? new LiveAccount(this.#pool, listener.login);
    this.#accounts.set(account, live);
    live.join(listener);
    return {
      watch: (folders) => live.watch(listener, folders),
      leave: () => live.leave(listener, () => this.#forget(account, live)),
    };
  }

  /** Tells every page of the account. */
  tell(account: string, event: PushEvent) {
    this.#accounts.get(account)?.tell(event);
  }

  /** The account's password is another one now: the watcher begins anew, as `login`. */
  renew(login: Login) {
    this.#accounts.get(login.account)?.renew(login);
  }

  close() {
    for (const live of this.#accounts.values()) live.stop();
    this.#accounts.clear();
  }

  #forget(account: string, live: LiveAccount) {
    live.stop();
    if (this.#accounts.get(account) === live) this.#accounts.delete(account);
  }
}

class LiveAccount {
  readonly #pool: ImapPool;
  readonly #listeners = new Map<Listener, KnownFolder[]>();
  readonly #statuses = new Map<string, FullStatus>();
  /** What every page has been told of the folders on screen. */
  readonly #told = new Map<string, KnownFolder>();
  /** Folders being read; true = they changed again meanwhile. */
  readonly #reading = new Map<string, boolean>();
  #login: Login;
  #watcher: Watcher;
  #up = true;
  /** The watcher has stopped: nobody here knows the password. */
  #isRefused = false;
  #farewell: NodeJS.Timeout | undefined;
  #listTold: NodeJS.Timeout | undefined;

  constructor(pool: ImapPool, login: Login) {
    this.#pool = pool;
    this.#login = login;
    this.#watcher = this.#watch();
  }

  join(listener: Listener) {
    clearTimeout(this.#farewell);
    this.#listeners.set(listener, []);
    this.#chooseLogin();
    if (!this.#up) listener.tell({ type: 'mail-server', path: ['mail-server'], up: false });
    if (this.#isRefused) this.renew(listener.login);
  }

  renew(login: Login) {
    this.#watcher.stop();
    this.#isRefused = false;
    this.#login = login;
    this.#watcher = this.#watch();
  }

  leave(listener: Listener, last: () => void) {
    this.#listeners.delete(listener);
    this.#chooseLogin();
    if (!this.#listeners.size) this.#farewell = setTimeout(last, GRACE).unref();
  }

  stop() {
    clearTimeout(this.#farewell);
    clearTimeout(this.#listTold);
    this.#watcher.stop();
  }

  tell(event: PushEvent) {
    for (const listener of this.#listeners.keys()) listener.tell(event);
  }

  watch(listener: Listener, folders: KnownFolder[]) {
    this.#listeners.set(listener, folders);
    const last = folders.at(-1);
    if (last) this.#watcher.look(last.folder);
    for (const known of folders) void this.#catchUp(listener, known);
    this.#forgetUnseen();
  }

  /** The newest page's: an entrusted password may be older than the one people sign in with. */
  #chooseLogin() {
    const listeners = [...this.#listeners.keys()];
    const chosen = listeners.findLast(({ isErrand }) => !isErrand) ?? listeners.at(-1);
    if (chosen) this.#login = chosen.login;
  }

  #watch(): Watcher {
    return new Watcher(() => this.#pool.connect(this.#login), {
      status: (status) => this.#heard(status),
      listChanged: () => this.#listChanged(),
      isNews: (status) => {
        const before = this.#statuses.get(status.path);
        return before !== undefined && !isSame(before, status);
      },
      reachable: (up) => this.#reachable(up),
      refused: () => this.#refused(),
    });
  }

  /** The pages that hold the refused password are asked for the new one; another page's may be that. */
  #refused() {
    this.#isRefused = true;
    for (const { login, tell } of this.#listeners.keys()) {
      if (this.#pool.isRefused(login)) tell({ type: 'password', path: ['password'], asked: true });
    }
    const other = [...this.#listeners.keys()].find(({ login }) => !this.#pool.isRefused(login));
    if (other) this.renew(other.login);
  }

  /** One renamed tree is many lines from the server, and one event for the pages. */
  #listChanged() {
    this.#listTold ??= setTimeout(() => {
      this.#listTold = undefined;
      this.tell({ type: 'folders', path: ['folders'] });
    }, GATHER);
  }

  #reachable(up: boolean) {
    if (this.#up === up) return;
    this.#up = up;
    this.tell({ type: 'mail-server', path: ['mail-server'], up });
  }

  /** @param hint something changed that counts alone do not show (a server without MODSEQ). */
  #heard(status: FolderStatus, hint = false) {
    const before = this.#statuses.get(status.path);
    if (saysNothing(status) || !isFull({ ...before, ...status })) {
      this.#ask(status.path);
      return;
    }
    const now = { ...before, ...status } as FullStatus;
    this.#statuses.set(status.path, now);
    if (!before || isSame(before, now)) {
      // The first STATUS after a (re)connection: what was missed meanwhile shows here.
      if (hint || this.#isBehind(now)) void this.#tellChanges(now.path);
      return;
    }
    this.tell(toFolderCounted(now));
    if (this.#isWatched(now.path)) void this.#tellChanges(now.path);
  }

  /** A hint without counts (IDLE): asks for them, and hears the answer like any other. */
  #ask(path: string) {
    this.#pool
      .use(
        this.#login,
        async (imap) => {
          // A connection that has the folder open counts what it has been told: it asks first.
          await imap.noop();
          return imap.status(path, statusQuery);
        },
        { repeatable: true },
      )
      .then((status) => {
        if (status) this.#heard(fullStatus(path, status), !status.highestModseq);
      })
      .catch(() => {});
  }

  #isWatched(folder: string): boolean {
    return [...this.#listeners.values()].some((folders) =>
      folders.some((known) => known.folder === folder),
    );
  }

  #isBehind(status: FullStatus): boolean {
    const told = this.#told.get(status.path);
    return told !== undefined && told.modseq !== status.highestModseq;
  }

  /** Reads what changed since what all pages were told, and tells them. One reading a folder at a time. */
  async #tellChanges(folder: string): Promise<void> {
    const told = this.#told.get(folder);
    if (!told) return;
    if (this.#reading.has(folder)) {
      this.#reading.set(folder, true);
      return;
    }
    this.#reading.set(folder, false);
    try {
      const event = await this.#read(told);
      this.#told.set(folder, { ...told, ...knownOf(event) });
      this.tell(event);
    } catch {
      // The server is away: the STATUS after the reconnection brings us here again.
    }
    const again = this.#reading.get(folder);
    this.#reading.delete(folder);
    if (again) await this.#tellChanges(folder);
  }

  /** A page says what it knows: tells it alone what it missed. */
  async #catchUp(listener: Listener, known: KnownFolder): Promise<void> {
    const status = this.#statuses.get(known.folder);
    const told = this.#told.get(known.folder);
    if (!told || BigInt(told.modseq) < BigInt(known.modseq)) this.#told.set(known.folder, known);
    if (status?.uidValidity === known.uidValidity && status.highestModseq === known.modseq) return;
    try {
      const event = await this.#read(known);
      // Nobody else watched this folder: what this page now knows, every page knows.
      if (this.#told.get(known.folder) === known) {
        this.#told.set(known.folder, { ...known, ...knownOf(event) });
      }
      listener.tell(event);
    } catch {
      // As above: the next STATUS of this folder, or the next `watch`, tells it.
    }
  }

  #read(known: KnownFolder) {
    const heard = this.#statuses.get(known.folder)?.highestModseq;
    return this.#pool.inFolder(
      this.#login,
      known.folder,
      (imap, mailbox) => changesSince(imap, mailbox, known, heard),
      { repeatable: true },
    );
  }

  #forgetUnseen() {
    for (const folder of [...this.#told.keys()]) {
      if (!this.#isWatched(folder)) this.#told.delete(folder);
    }
  }
}

const fields = ['messages', 'unseen', 'uidNext', 'uidValidity', 'highestModseq'] as const;

const isFull = (status: Partial<FolderStatus>): boolean =>
  fields.every((field) => status[field] !== undefined);

/** IDLE says that a folder changed, not how. */
const saysNothing = (status: FolderStatus): boolean =>
  fields.every((field) => status[field] === undefined);

const isSame = (a: FullStatus, b: FullStatus) => fields.every((field) => a[field] === b[field]);

function toFolderCounted(status: FullStatus): PushEvent {
  return {
    type: 'folder',
    path: ['folders'],
    folder: {
      path: status.path,
      total: status.messages,
      unread: status.unseen,
      uidNext: status.uidNext,
      uidValidity: status.uidValidity,
      modseq: status.highestModseq,
    },
  };
}

const knownOf = ({
  uidValidity,
  modseq,
  uidNext,
}: {
  uidValidity: string;
  modseq: string;
  uidNext: number;
}) => ({
  uidValidity,
  modseq,
  uidNext,
});
