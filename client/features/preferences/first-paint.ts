import type { FirstScreen, Preferences } from '../../../shared/preferences.ts';

/**
 * What a page needs before the preferences are here, remembered on this device: the next page begins
 * with it, and nothing jumps.
 */
const THEME = 'sobre.theme';
const CONVERSATIONS = 'sobre.conversations';
const FIRST_SCREEN = 'sobre.first';

export function rememberFirstPaint({ theme, conversations, firstScreen }: Preferences) {
  localStorage.setItem(THEME, theme);
  localStorage.setItem(CONVERSATIONS, String(conversations));
  localStorage.setItem(FIRST_SCREEN, JSON.stringify(firstScreen));
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
