import type { ImapFlow } from 'imapflow';
import type { Choice } from '../../../shared/choice.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { MapBy } from '../../../shared/storage-map.ts';
import { isWorthAnother, mailRefusal } from '../../mail/failures.ts';
import type { Login } from '../../mail/login.ts';
import { ImapPool } from '../../mail/pool.ts';
import type { MailServer } from '../../mail/servers.ts';
import type { FolderFacts } from './facts.ts';
import { drawMaps, type Maps, toMap } from './mapping.ts';
import { type Picked, pick } from './picking.ts';
import { connectThreads } from './port.ts';
import { Reading } from './reading.ts';
import { type Keeper, Shelf, Unreadable } from './shelf.ts';

/** Where a reading of the inventory goes on. */
export interface Cursor {
  folder: string;
  after: number;
}

/** What the main thread may ask of the thread of the inventory. */
export type Librarian = {
  setUp(server: MailServer, secretKey: Uint8Array): void;
  /** @returns how many messages there are, and whether anything was new. */
  read(login: Login): Promise<{ messages: number; isNew: boolean }>;
  stop(account: string): void;
  map(account: string, by: MapBy, limit: number): Promise<ReturnType<typeof toMap>>;
  pick(account: string, choice: Choice): Promise<Picked[]>;
  /** Facts of the next messages after the cursor; null at the end. */
  page(account: string, folders: string[] | null, cursor: Cursor | null): Promise<Page | null>;
  /** Facts of these messages, as far as they are known. */
  facts(account: string, folder: string, uids: Uint32Array): Promise<FolderFacts | null>;
};
export interface Page extends FolderFacts {
  cursor: Cursor;
}

/** A connection that waits for the next look costs less than a new one. */
const IDLE = 60_000;
/** While the mailbox is read, its maps change all the time: drawing them may take this part of the time. */
const SHARE = 1 / 4;

interface Drawn {
  state: string;
  until: number;
  maps: Promise<Maps>;
}

/** The thread of the inventory: reads mailboxes, and counts what it knows of them. */
export function serveInventory(port: Parameters<typeof connectThreads>[0]): void {
  let pool: ImapPool;
  let secretKey: Buffer;
  const connections = new Map<string, { imap: ImapFlow; idle: NodeJS.Timeout }>();
  const stops = new Map<string, () => void>();
  const drawn = new Map<string, Drawn>();
  const picks = new Map<string, { state: string; picked: Promise<Picked[]> }>();

  const librarian: Librarian = {
    setUp(server, key) {
      secretKey = Buffer.from(key);
      const ca = server.ca && Buffer.from(server.ca);
      pool = new ImapPool({ ...server, ca }, secretKey);
    },
    async read(login) {
      const shelf = shelfOf(login.account);
      const before = await stateOf(shelf);
      const messages = await readOnce(login)
        .catch(async (error) => {
          if (error instanceof Unreadable) await forgetAll(shelf);
          else if (!isWorthAnother(error)) throw error;
          return readOnce(login);
        })
        .catch((error) => {
          throw mailRefusal(error);
        });
      return { messages, isNew: before !== (await stateOf(shelf)) };
    },
    stop: (account) => stops.get(account)?.(),
    async map(account, by, limit) {
      const shelf = shelfOf(account);
      const state = await stateOf(shelf);
      const known = drawn.get(account);
      if (known && (known.state === state || (stops.has(account) && Date.now() < known.until)))
        return toMap(await known.maps, by, limit);
      const begun = Date.now();
      const now: Drawn = { state, until: Infinity, maps: readable(shelf, drawMaps(shelf)) };
      keepFor(drawn, account, now);
      now.maps.then(
        () => {
          now.until = Date.now() + (Date.now() - begun) / SHARE;
        },
        () => drawn.delete(account),
      );
      return toMap(await now.maps, by, limit);
    },
    async pick(account, choice) {
      const shelf = shelfOf(account);
      const now = Date.now();
      // Ages are counted in days: what was picked a minute ago is as good.
      const state = `${await stateOf(shelf)} ${Math.floor(now / 60_000)}`;
      const key = JSON.stringify([account, choice]);
      const known = picks.get(key);
      if (known?.state === state) return known.picked;
      const picked = readable(shelf, pick(shelf, choice, now));
      keepFor(picks, key, { state, picked });
      picked.catch(() => picks.delete(key));
      return picked;
    },
    async page(account, wanted, cursor) {
      const shelf = shelfOf(account);
      for (const folder of await shelf.folders()) {
        if (wanted && !wanted.includes(folder.path)) continue;
        if (cursor && folder.path < cursor.folder) continue;
        const after = cursor?.folder === folder.path ? cursor.after : 0;
        for await (const entries of shelf.pieces(folder, after)) {
          const facts = entries.filter(({ uid }) => uid > after);
          if (!facts.length) continue;
          const { path, uidValidity } = folder;
          const last = { folder: path, after: facts.at(-1)!.uid };
          return { folder: path, uidValidity, facts, cursor: last };
        }
      }
      return null;
    },
    async facts(account, path, uids) {
      const shelf = shelfOf(account);
      const folder = (await shelf.folders()).find((one) => one.path === path);
      if (!folder || !uids.length) return null;
      const wanted = new Set(uids);
      const facts = [];
      const end = Math.max(...uids);
      for await (const entries of shelf.pieces(folder, Math.min(...uids) - 1)) {
        facts.push(...entries.filter(({ uid }) => wanted.has(uid)));
        if ((entries.at(-1)?.uid ?? 0) >= end) break;
      }
      return { folder: path, uidValidity: folder.uidValidity, facts };
    },
  };
  const { ask: keeper } = connectThreads<Keeper>(port, librarian);

  const shelfOf = (account: string) => new Shelf(keeper, secretKey, account);

  async function readOnce(login: Login): Promise<number> {
    const { account } = login;
    let isStopped = false;
    stops.set(account, () => {
      isStopped = true;
    });
    const imap = await connectionFor(login).catch((error) => {
      stops.delete(account);
      throw error;
    });
    const tell = throttled((done: number, total: number) => {
      void keeper.progress(account, done, total);
    });
    const reading = new Reading(shelfOf(account), imap, (done, total) => {
      if (isStopped) throw new Refusal('storage-unread', 'The reading was stopped.');
      tell(done, total);
    });
    try {
      const messages = await reading.run();
      if (imap.mailbox) await imap.mailboxClose();
      keepConnection(account, imap);
      return messages;
    } catch (error) {
      imap.close();
      throw error;
    } finally {
      stops.delete(account);
    }
  }

  async function connectionFor(login: Login): Promise<ImapFlow> {
    const kept = connections.get(login.account);
    connections.delete(login.account);
    clearTimeout(kept?.idle);
    if (kept?.imap.usable) return kept.imap;
    return pool.connect({ ...login, cookieKey: Buffer.from(login.cookieKey) });
  }

  function keepConnection(account: string, imap: ImapFlow) {
    const leave = () => {
      connections.delete(account);
      imap.logout().catch(() => imap.close());
    };
    connections.set(account, { imap, idle: setTimeout(leave, IDLE) });
  }
}

/** Changes with every change of what is known. */
async function stateOf(shelf: Shelf): Promise<string> {
  const folders = await shelf.folders();
  return folders.map(({ id, version }) => `${id}:${version}`).join(' ');
}

const forgetAll = async (shelf: Shelf) => shelf.drop((await shelf.folders()).map(({ id }) => id));

/** What was sealed with another key is of no use: it goes, to be read anew. */
async function readable<Value>(shelf: Shelf, reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await forgetAll(shelf);
    throw new Refusal('storage-unread', 'What was known of the mailbox cannot be read.', {}, error);
  }
}

const MOST_KEPT = 8;
const KEPT_FOR = 60_000;

/** A few answers are kept for a minute: the same page asks again. */
function keepFor<Value>(kept: Map<string, Value>, key: string, value: Value) {
  kept.delete(key);
  kept.set(key, value);
  while (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  const forget = () => {
    if (kept.get(key) === value) kept.delete(key);
  };
  setTimeout(forget, KEPT_FOR).unref();
}

/** Four a second are enough for people. */
function throttled(tell: (done: number, total: number) => void) {
  let last = 0;
  return (done: number, total: number) => {
    const now = Date.now();
    if (now - last < 250) return;
    last = now;
    tell(done, total);
  };
}
