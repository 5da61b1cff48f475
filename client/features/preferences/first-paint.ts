import type { FirstScreen, Preferences } from '../../../shared/preferences.ts';

/**
 * What a page needs before the preferences are here, remembered on this device: the next page begins
 * with it, and nothing jumps.
 */
const THEME = 'sobre.theme';
const CONVERSATIONS = 'sobre.conversations';
const FIRST_SCREEN = 'sobre.first';
const KNOWN_AT = 'sobre.first-known';

/**
 * @param at when these choices were known, in epoch milliseconds.
 * @returns false when the device remembers later ones: another page may have written them.
 */
export function rememberFirstPaint(
  { theme, conversations, firstScreen }: Preferences,
  at: number,
): boolean {
  if (at < Number(localStorage.getItem(KNOWN_AT))) return false;
  localStorage.setItem(KNOWN_AT, String(at));
  localStorage.setItem(THEME, theme);
  localStorage.setItem(CONVERSATIONS, String(conversations));
  localStorage.setItem(FIRST_SCREEN, JSON.stringify(firstScreen));
  return true;
}

/** The first list is asked for before the preferences are here. */
export const prefersConversations = () => localStorage.getItem(CONVERSATIONS) !== 'false';

/** What the bare address leads to. */
export function firstScreen(): FirstScreen {
  try {
    return JSON.parse(localStorage.getItem(FIRST_SCREEN) ?? '"inbox"') as FirstScreen;
  } catch {
    return 'inbox';
  }
}

/** The theme, before anything is drawn. */
export function showTheme() {
  const theme = localStorage.getItem(THEME);
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
