import type { ImapFlow } from 'imapflow';
import { isPasswordRefused } from './failures.ts';
import { type FolderStatus, fullStatus, startNotify, statusQuery } from './imap.ts';

export interface WatcherEvents {
  /** What the server volunteered about a folder: only what it said. */
  status(status: FolderStatus): void;
  listChanged(): void;
  /** True when the status is not what was heard before. */
  isNews(status: Required<FolderStatus>): boolean;
  /** The server cannot be reached (told once), or is back. */
  reachable(up: boolean): void;
  /** The login does not hold any more: the watcher has stopped. */
  refused(): void;
}

const SECOND = 1000;
/**
 * A dead peer is noticed within half a minute (fault F-17), and new mail that a deaf server does not tell
 * is there before anybody wonders. One STATUS of a folder that the server has open costs it a millisecond.
 */
const HEARTBEAT = 10 * SECOND;
const HEARTBEAT_DEADLINE = 10 * SECOND;
/** Counts of all folders on a server without NOTIFY. */
const SLOW_BEAT = 30 * SECOND;
const FIRST_RETRY = 500;
const LONGEST_RETRY = 30 * SECOND;

/**
 * The connection that listens: NOTIFY where the server has it, otherwise IDLE on the folder that is
 * open and the counts of all folders on a slow beat. Reconnects by itself with jitter and a cap.
 */
export class Watcher {
  readonly #connect: () => Promise<ImapFlow>;
  readonly #events: WatcherEvents;
  #imap: ImapFlow | null = null;
  /** How this connection hears; null until the server has said whether it can notify. */
  #way: 'notify' | 'idle' | null = null;
  #stopped = false;
  #failures = 0;
  #open: string | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(connect: () => Promise<ImapFlow>, events: WatcherEvents) {
    this.#connect = connect;
    this.#events = events;
    this.#start();
  }

  /** The folder that is open on screen: what IDLE listens to where there is no NOTIFY. */
  look(folder: string) {
    if (this.#open === folder) return;
    this.#open = folder;
    // Never on the way to NOTIFY: a folder selected there would not be told as the others are.
    if (this.#imap && this.#way === 'idle') this.#idleOn(this.#imap, folder).catch(() => {});
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#imap?.close();
  }

  #start() {
    this.#listen().catch((error) => {
      if (this.#stopped) return;
      if (isPasswordRefused(error)) {
        this.#stopped = true;
        this.#events.refused();
        return;
      }
      this.#failed();
    });
  }

  async #listen() {
    const imap = await this.#connect();
    if (this.#stopped) return imap.close();
    this.#imap = imap;
    this.#way = null;
    imap.on('close', () => this.#lost());
    this.#way = (await startNotify(imap, this.#events)) ? 'notify' : 'idle';
    if (this.#way === 'idle') await this.#startIdle(imap);
    this.#failures = 0;
    this.#events.reachable(true);
    // Between the page's own reading and this moment nobody listened.
    this.#events.listChanged();
    this.#beat(imap);
  }

  #lost() {
    clearTimeout(this.#timer);
    this.#imap = null;
    if (this.#stopped) return;
    // A server that restarts is often back at once: it is trouble only when the next try fails.
    this.#timer = setTimeout(() => this.#start(), 50 + Math.random() * 100);
  }

  #failed() {
    this.#imap?.close();
    if (this.#stopped) return;
    this.#failures++;
    if (this.#failures === 1) this.#events.reachable(false);
    const pause = Math.min(FIRST_RETRY * 2 ** (this.#failures - 1), LONGEST_RETRY);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), pause * (0.5 + Math.random() / 2));
  }

  #beat(imap: ImapFlow) {
    this.#timer = setTimeout(
      async () => {
        const late = setTimeout(() => imap.close(), HEARTBEAT_DEADLINE);
        try {
          if (this.#way === 'idle') await this.#tellAll(imap);
          else if (await this.#isDeaf(imap)) await startNotify(imap, this.#events);
          if (imap.usable) this.#beat(imap);
        } catch {
          imap.close();
        } finally {
          clearTimeout(late);
        }
      },
      this.#way === 'notify' ? HEARTBEAT : SLOW_BEAT,
    );
  }

  /**
   * The heartbeat of a server with NOTIFY is a question about the open folder: it keeps the connection,
   * and what was not told unasked shows. A server may go deaf, as Dovecot does for a folder whose index
   * log it rotates; asking it to notify again mends that.
   */
  async #isDeaf(imap: ImapFlow): Promise<boolean> {
    const path = this.#open ?? 'INBOX';
    // The folder may be gone: that is told elsewhere, and no reason to part.
    const status = await imap.status(path, statusQuery).catch(() => false as const);
    return status !== false && this.#events.isNews(fullStatus(path, status));
  }

  async #startIdle(imap: ImapFlow) {
    const tell = ({ path }: { path: string }) => this.#events.status({ path });
    imap.on('exists', tell);
    imap.on('expunge', tell);
    imap.on('flags', tell);
    await this.#tellAll(imap);
    if (this.#open) await this.#idleOn(imap, this.#open);
  }

  async #idleOn(imap: ImapFlow, folder: string) {
    await imap.mailboxOpen(folder, { readOnly: true });
    imap.idle().catch(() => {});
  }

  async #tellAll(imap: ImapFlow) {
    for (const { path, status } of await imap.list({ statusQuery })) {
      if (status) this.#events.status(fullStatus(path, status));
    }
    if (this.#open && imap.mailbox) imap.idle().catch(() => {});
  }
}
