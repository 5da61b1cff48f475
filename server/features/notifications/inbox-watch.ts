import type { PushEvent } from '../../../shared/events.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';

interface Hears {
  /** Messages from UID `since` on have come. */
  news(since: { uidValidity: string; since: number }): Promise<void>;
  /** The login does not hold: the watch is over. */
  refused(): void;
}

type State = { uidValidity: string; uidNext: number };

/** Refusals after which asking again is of no use. */
const OVER = new Set(['signed-out', 'password-asked', 'credentials-wrong']);
/** What comes together is told together, and what somebody reads at once is not told at all. */
const GATHER = 2000;

/** Hears what comes into the Inbox of an account, by the watcher that its pages share. */
export class InboxWatch {
  readonly #context: Context;
  readonly #login: Login;
  readonly #hears: Hears;
  readonly #leave: () => void;
  /** Up to where the news were told; null until the server has said where the Inbox stands. */
  #told: State | null = null;
  #newest: State | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(context: Context, login: Login, hears: Hears) {
    this.#context = context;
    this.#login = login;
    this.#hears = hears;
    const page = context.live.listen({
      login,
      isErrand: true,
      tell: (event) => this.#hear(event),
    });
    this.#leave = page.leave;
    void this.#ask();
  }

  stop() {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#leave();
  }

  /** Where the Inbox stands now: asked at the beginning, and when nobody listened for a while. */
  async #ask() {
    try {
      const status = await this.#context.mail.use(
        this.#login,
        async (imap) => {
          // A connection that has the folder open counts what it has been told: it asks first.
          await imap.noop();
          return imap.status('INBOX', { uidNext: true, uidValidity: true });
        },
        { repeatable: true },
      );
      if (!status) return;
      this.#stands({ uidValidity: String(status.uidValidity), uidNext: status.uidNext ?? 1 });
    } catch (error) {
      const { code } = error as { code?: string };
      // The sealed password cannot be opened (another SECRET_KEY), or is not the account's any more.
      if (code && OVER.has(code)) this.#refused();
      // Out of reach: asked again after the reconnection.
    }
  }

  #hear(event: PushEvent) {
    if (event.type === 'password' && event.asked) this.#refused();
    // Told at every (re)connection of the watcher, too: what came before it is not counted out loud.
    if (event.type === 'folders') void this.#ask();
    if (event.type === 'folder' && event.folder.path === 'INBOX') this.#stands(event.folder);
  }

  #stands({ uidValidity, uidNext }: State) {
    this.#newest = { uidValidity, uidNext };
    this.#told ??= this.#newest;
    this.#look();
  }

  #look() {
    if (!this.#newest || !this.#told || this.#isOver) return;
    const isSame = this.#newest.uidValidity === this.#told.uidValidity;
    if (!isSame) this.#told = this.#newest;
    if (this.#newest.uidNext <= this.#told.uidNext) return;
    this.#timer ??= setTimeout(() => this.#tell(), GATHER).unref();
  }

  #tell() {
    this.#timer = undefined;
    if (!this.#newest || !this.#told) return;
    const { uidValidity, uidNext } = this.#told;
    this.#told = this.#newest;
    this.#hears
      .news({ uidValidity, since: uidNext })
      .catch((error) => this.#context.log.warn({ err: error }, 'push'));
  }

  #refused() {
    if (this.#isOver) return;
    this.stop();
    this.#hears.refused();
  }
}
