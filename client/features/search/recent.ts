import { rememberedAccount } from '../../api/device.ts';

/** Forgotten with everything else of the mail when its account signs out (`api/device.ts`). */
const KEY = 'sobre.searches';
const MOST = 20;

interface Kept {
  account: string | null;
  searches: string[];
}

/** What this account searched for on this device, the latest first. */
export function recentSearches(): string[] {
  try {
    const { account, searches } = JSON.parse(localStorage.getItem(KEY) ?? '') as Kept;
    return account === rememberedAccount() ? searches : [];
  } catch {
    return [];
  }
}

export function rememberSearch(text: string) {
  keep([text, ...recentSearches().filter((one) => one !== text)].slice(0, MOST));
}

function keep(searches: string[]) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ account: rememberedAccount(), searches }));
  } catch {
    // A full device store costs memory of searches, nothing else.
  }
}
