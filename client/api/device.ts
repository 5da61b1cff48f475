import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';
import { clear, createStore, delMany, getMany, keys, setMany, type UseStore } from 'idb-keyval';

/**
 * What the device remembers of the mail, so that a reload paints before the network answers: bounded,
 * of one account at a time, gone when it signs out. Whoever does not stay signed in is remembered until
 * the browser is closed.
 */
const MOST_ENTRIES = 80;
/** Characters of one entry: a long letter is read again rather than kept. */
const MOST_SIZE = 200_000;
const SAVE_AFTER = 800;
const ORDER = 'sobre.kept';

interface Kept {
  key: QueryKey;
  data: unknown;
  /** Epoch milliseconds of the answer. */
  at: number;
}

let store: UseStore | undefined;
const kept = () => {
  store ??= createStore('sobre', 'kept');
  return store;
};

/** The account that is signed in here, in any tab; null when nobody is. */
export function rememberedAccount(): string | null {
  const [, account] = /(?:^|; )sobre-account=([^;]*)/.exec(document.cookie) ?? [];
  return account ? decodeURIComponent(account) : null;
}

/** From now on this account's mail may be kept; another one's is wiped first. */
export async function rememberAccount(account: string, stays: boolean) {
  if (rememberedAccount() !== account) await forgetAccount();
  mark(account, stays ? '; Max-Age=7776000' : '');
}

export async function forgetAccount() {
  mark('', '; Max-Age=0');
  pending.clear();
  await forgetMail();
}

/** The letters of others who write on this device are theirs: they stay, as after their session ended. */
const OTHERS = { database: 'sobre-letters', lastWords: 'sobre.last-words' };

/**
 * After the account was forgotten: what else the page has put on this device. Never fails: what the browser
 * does not let go of is empty.
 */
export async function wipeDevice() {
  for (const name of Object.keys(localStorage))
    if (name !== OTHERS.lastWords) localStorage.removeItem(name);
  sessionStorage.clear();
  const caught = async (act: () => Promise<unknown>) => act().catch(() => {});
  await caught(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await caught(async () => {
    for (const worker of await navigator.serviceWorker.getRegistrations())
      await worker.unregister();
  });
  await caught(async () => {
    // Done when the last page that has it open is closed; nothing is in it any more.
    for (const { name } of await indexedDB.databases())
      if (name && name !== OTHERS.database) indexedDB.deleteDatabase(name);
  });
}

async function forgetMail() {
  for (const name of Object.keys(localStorage)) if (isOfMail(name)) localStorage.removeItem(name);
  await clear(kept()).catch(() => {});
}

/** A cookie, because it is what all tabs share and what goes with the browser, as the session does. */
function mark(account: string, age: string) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the newer interface is not in every browser yet
  document.cookie = `sobre-account=${encodeURIComponent(account)}; Path=/; SameSite=Lax${secure}${age}`;
}

/** Theme and language are the device's; drafts go with their own rules. */
const isOfMail = (name: string) =>
  name === ORDER || name === 'sobre.collapsed' || name === 'sobre.searches';

/**
 * Puts what the first screen needs into the cache. Never fails: without it the page only starts colder.
 *
 * @param wanted keys of queries, as arrays.
 */
export async function restore(client: QueryClient, wanted: QueryKey[]) {
  if (!rememberedAccount()) {
    // A session that ended with its browser leaves nothing for the next person.
    await forgetMail();
    return;
  }
  const found = await getMany<Kept>(wanted.map(nameOf), kept()).catch(() => []);
  for (const one of found) if (one) client.setQueryData(one.key, one.data, { updatedAt: one.at });
}

/** What was kept of one query; undefined when there is nothing. */
export async function recall<T>(key: QueryKey): Promise<T | undefined> {
  if (!rememberedAccount()) return undefined;
  const [found] = await getMany<Kept>([nameOf(key)], kept()).catch(() => []);
  return found?.data as T | undefined;
}

/** What is gone from the server goes from the device. */
export async function drop(keys: QueryKey[]) {
  for (const key of keys) pending.delete(nameOf(key));
  if (keys.length) await delMany(keys.map(nameOf), kept()).catch(() => {});
}

/** Begins to keep what the features mark with `meta: { keep: true }`, a moment after it changes. */
export function keepOnDevice(client: QueryClient) {
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.meta?.keep && query.state.status === 'success') later(query);
  });
  addEventListener('pagehide', () => void save());
}

const pending = new Map<string, Query>();
let timer: ReturnType<typeof setTimeout> | undefined;

function later(query: Query) {
  pending.set(nameOf(query.queryKey), query);
  timer ??= setTimeout(() => void save(), SAVE_AFTER);
}

const nameOf = (key: QueryKey) => JSON.stringify(key);

async function save() {
  clearTimeout(timer);
  timer = undefined;
  if (!rememberedAccount() || !pending.size) return;
  const rows = [...pending.entries()].flatMap(([name, { queryKey, state }]): [string, Kept][] => {
    const entry = { key: queryKey, data: state.data, at: state.dataUpdatedAt };
    return JSON.stringify(entry.data ?? null).length > MOST_SIZE ? [] : [[name, entry]];
  });
  pending.clear();
  try {
    await setMany(rows, kept());
    await dropOldest(rows.map(([name]) => name));
  } catch {
    // A full or refused device store costs warmth, nothing else.
  }
}

/** The order of writing is a short list beside the store: no entry is read to find the oldest. */
async function dropOldest(written: string[]) {
  const before = JSON.parse(localStorage.getItem(ORDER) ?? '[]') as string[];
  const order = [...written, ...before.filter((name) => !written.includes(name))];
  localStorage.setItem(ORDER, JSON.stringify(order.slice(0, MOST_ENTRIES)));
  const known = new Set(order.slice(0, MOST_ENTRIES));
  const gone = (await keys<string>(kept())).filter((name) => !known.has(name));
  if (gone.length) await delMany(gone, kept());
}
