import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import type { Draft } from '../draft.ts';
import type { Kept } from './keeping.ts';

/**
 * Letters on the device, an entry for each, apart by account. They outlive the page, the browser and the
 * session, but not a sign-out.
 */
export interface KeptDraft {
  draft: Draft;
  kept: Kept;
}

let store: UseStore | undefined;
const letters = () => {
  store ??= createStore('sobre-letters', 'letters');
  return store;
};

const keyOf = (account: string, id: string) => `${account}\n${id}`;

export const keepDraft = (entry: KeptDraft): Promise<void> =>
  set(keyOf(entry.draft.owner, entry.draft.id), entry, letters());

export const dropDraft = (account: string, id: string): Promise<void> =>
  del(keyOf(account, id), letters());

/**
 * Where the last words go when a page is left in the middle of one: the store above would be told too late.
 * Emptied into it at the next start.
 */
const LAST_WORDS = 'sobre.last-words';

export function keepAtOnce(left: KeptDraft[]) {
  if (!left.length) return;
  try {
    const others = lastWords().filter(({ draft }) =>
      left.every((one) => one.draft.id !== draft.id),
    );
    localStorage.setItem(LAST_WORDS, JSON.stringify([...others, ...left]));
  } catch {
    // Too long for this place: the other store has all but the last moment of it.
  }
}

function lastWords(): KeptDraft[] {
  try {
    return JSON.parse(localStorage.getItem(LAST_WORDS) ?? '[]') as KeptDraft[];
  } catch {
    return [];
  }
}

async function moveLastWords() {
  const left = lastWords();
  if (!left.length) return;
  await Promise.all(left.map(keepDraft));
  localStorage.removeItem(LAST_WORDS);
}

/** Never fails: a device that keeps nothing has nothing. */
export async function keptDrafts(account: string): Promise<KeptDraft[]> {
  await moveLastWords().catch(() => {});
  const all = await entries<string, KeptDraft>(letters()).catch(() => []);
  return all.flatMap(([key, entry]) =>
    key.startsWith(keyOf(account, '')) && entry.draft.owner === account ? [entry] : [],
  );
}

export async function dropDrafts(account: string): Promise<void> {
  const kept = await keptDrafts(account);
  await Promise.all(kept.map(({ draft }) => dropDraft(account, draft.id).catch(() => {})));
}
