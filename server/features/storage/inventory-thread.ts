import type { Worker } from 'node:worker_threads';
import type { Context } from '../../context.ts';
import { dropFolders, loadFolders, loadPiece, writeFolder } from '../../store/inventory.ts';
import { startThread } from '../../threads.ts';
import { connectThreads } from './port.ts';
import type { Keeper } from './shelf.ts';
import type { Librarian } from './thread.ts';

/** The thread is kept while somebody looks at the storage, and no longer. */
const IDLE = 3 * 60_000;
/** A mailbox that is made to hurt ends the thread, not the bridge. */
const MOST_MEGABYTES = 512;

/** The thread that reads mailboxes and counts, started when it is asked something. What it knows is kept here. */
export class InventoryThread {
  readonly #keeper: Keeper;
  readonly #context: Context;
  #thread: Worker | undefined;
  #port: ReturnType<typeof connectThreads<Librarian>> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #asked = 0;
  #isClosed = false;

  constructor(
    context: Context,
    onProgress: (account: string, done: number, total: number) => void,
  ) {
    const { store } = context;
    this.#context = context;
    this.#keeper = {
      loadFolders: (account) => loadFolders(store, account),
      loadPiece: (folderId, place) => loadPiece(store, folderId, place),
      writeFolder: (account, change) => writeFolder(store, account, change),
      dropFolders: (account, ids) => dropFolders(store, account, ids),
      progress: async (account, done, total) => onProgress(account, done, total),
    };
  }

  /** What the thread answers to. */
  readonly ask: Librarian = new Proxy({} as Librarian, {
    get:
      (_target, name: keyof Librarian) =>
      async (...values: never[]) => {
        clearTimeout(this.#idle);
        this.#asked++;
        try {
          return await (this.#start().ask[name] as (...all: never[]) => unknown)(...values);
        } finally {
          this.#asked--;
          if (!this.#asked) this.#idle = setTimeout(() => this.#end(), IDLE).unref();
        }
      },
  });

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#end();
  }

  #start() {
    if (this.#port) return this.#port;
    if (this.#isClosed) throw new Error('the bridge has stopped');
    const { servers, secretKey } = this.#context.config;
    const thread = startThread(new URL('./inventory-worker', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    const port = connectThreads<Librarian>(thread, this.#keeper);
    const lost = (reason: unknown) => {
      if (this.#thread === thread) {
        this.#thread = undefined;
        this.#port = undefined;
      }
      const error = new Error('the thread of the inventory ended', { cause: reason });
      port.fail(error);
    };
    thread.on('error', lost).on('exit', lost);
    thread.unref();
    // A thread that ends before that is told to whoever asked it for something.
    Promise.resolve(port.ask.setUp(servers.imap, secretKey)).catch(() => {});
    this.#thread = thread;
    this.#port = port;
    return port;
  }

  async #end(): Promise<void> {
    await this.#thread?.terminate();
  }
}
