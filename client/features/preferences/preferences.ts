import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  defaultPreferences,
  type Preferences,
  readPreferences,
  writePreferences,
} from '../../../shared/preferences.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { speak } from '../../i18n/i18n.tsx';

const THEME = 'sobre.theme';
const CONVERSATIONS = 'sobre.conversations';

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: async () => {
    const chosen = await call(readPreferences, {});
    applyPreferences(chosen);
    return chosen;
  },
  meta: { keep: true },
});

export function usePreferences(): Preferences {
  // What this device kept from before may lack the newest choices.
  const { data } = useQuery(preferencesQuery);
  return useMemo(() => (data ? { ...defaultPreferences, ...data } : defaultPreferences), [data]);
}

/** When an open message becomes read: undefined until it is known, lest it be marked against the choice. */
export function useReadDelay(): Preferences['markRead'] | undefined {
  const { data, isError } = useQuery(preferencesQuery);
  return data?.markRead ?? (data || isError ? defaultPreferences.markRead : undefined);
}

/** Whether lists are grouped: as this device remembers it until the account's choice is here. */
export function useGrouping(): boolean {
  const { data } = useQuery(preferencesQuery);
  return data?.conversations ?? prefersConversations();
}

/** Shown at once, kept for every device a moment later. */
export function useChoose() {
  return useMutation({
    mutationFn: (chosen: Preferences) => call(writePreferences, chosen),
    onMutate: async (chosen) => {
      // An answer from before the choice would undo it.
      await queryClient.cancelQueries({ queryKey: preferencesQuery.queryKey });
      queryClient.setQueryData(preferencesQuery.queryKey, chosen);
      applyPreferences(chosen);
    },
    onError: () => queryClient.invalidateQueries({ queryKey: preferencesQuery.queryKey }),
  });
}

/** Theme and language of this page; remembered so that the next one begins with them. */
export function applyPreferences({ theme, language, conversations }: Preferences) {
  localStorage.setItem(THEME, theme);
  localStorage.setItem(CONVERSATIONS, String(conversations));
  showTheme();
  void speak(language);
}

/** As this device remembers it: the first list is asked for before the preferences are here. */
export const prefersConversations = () => localStorage.getItem(CONVERSATIONS) !== 'false';

/** The theme that this device remembers, before anything is drawn. */
export function showTheme() {
  const theme = localStorage.getItem(THEME);
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
