import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';
import { createStore, del, entries, setMany, type UseStore } from 'idb-keyval';

/**
 * What the device remembers of the mail, so that a reload paints before the network answers: bounded,
 * of one account at a time, and gone when it signs out.
 */
const ACCOUNT = 'sobre.account';
const MOST_ENTRIES = 80;
const SAVE_AFTER = 800;

interface Kept {
  key: QueryKey;
  data: unknown;
  /** Epoch milliseconds: the oldest entries go first. */
  at: number;
}

let store: UseStore | undefined;
const kept = () => {
  store ??= createStore('sobre', 'kept');
  return store;
};

/** The account that was signed in here last; null when nobody is. */
export function rememberedAccount(): string | null {
  return localStorage.getItem(ACCOUNT);
}

/** From now on this account's mail may be kept; another one's is wiped first. */
export async function rememberAccount(account: string) {
  if (rememberedAccount() === account) return;
  await forgetAccount();
  localStorage.setItem(ACCOUNT, account);
}

export async function forgetAccount() {
  localStorage.removeItem(ACCOUNT);
  pending.clear();
  await wipe();
}

/** Puts what was kept into the cache. Never fails: without it the page only starts colder. */
export async function restore(client: QueryClient) {
  if (!rememberedAccount()) return;
  try {
    const found = (await entries<string, Kept>(kept())).map(([, value]) => value);
    for (const { key, data, at } of found) client.setQueryData(key, data, { updatedAt: at });
  } catch {
    await wipe();
  }
}

/** Begins to keep what the features mark with `meta: { keep: true }`, a moment after it changes. */
export function keepOnDevice(client: QueryClient) {
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.meta?.keep && query.state.status === 'success') later(query);
    if (type === 'removed') pending.delete(query.queryHash);
  });
  addEventListener('pagehide', () => void save());
}

const pending = new Map<string, Query>();
let timer: ReturnType<typeof setTimeout> | undefined;

function later(query: Query) {
  pending.set(query.queryHash, query);
  timer ??= setTimeout(() => void save(), SAVE_AFTER);
}

async function save() {
  clearTimeout(timer);
  timer = undefined;
  if (!rememberedAccount() || !pending.size) return;
  const now = Date.now();
  const rows = [...pending.values()].map((query): [string, Kept] => [
    query.queryHash,
    { key: query.queryKey, data: query.state.data, at: now },
  ]);
  pending.clear();
  try {
    await setMany(rows, kept());
    await dropOldest();
  } catch {
    // A full or refused device store costs warmth, nothing else.
  }
}

async function dropOldest() {
  const all = await entries<string, Kept>(kept());
  const oldest = all.sort(([, a], [, b]) => b.at - a.at).slice(MOST_ENTRIES);
  for (const [key] of oldest) await del(key, kept());
}

async function wipe() {
  try {
    const all = await entries<string, Kept>(kept());
    for (const [key] of all) await del(key, kept());
  } catch {
    // Nothing was kept, then.
  }
}
