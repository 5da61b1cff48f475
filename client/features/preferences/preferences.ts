import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  changePreferences,
  defaultPreferences,
  type Preferences,
  type PreferencesChange,
  readPreferences,
} from '../../../shared/preferences.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { addChoice, dropChoice, useWaitingChoices, waitingChoices } from './choices.ts';
import { prefersConversations } from './first-paint.ts';

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => call(readPreferences, {}, signal),
  meta: { keep: true },
});

export function usePreferences(): Preferences {
  const { data } = useQuery(preferencesQuery);
  const waiting = useWaitingChoices();
  return useMemo(() => shownOf(data, waiting), [data, waiting]);
}

/** As they stand at this moment, outside of components. */
export const currentPreferences = (): Preferences =>
  shownOf(queryClient.getQueryData(preferencesQuery.queryKey), waitingChoices());

// What this device kept from before may lack the newest choices.
const shownOf = (kept: Preferences | undefined, waiting: readonly PreferencesChange[]) =>
  Object.assign({ ...defaultPreferences }, kept, ...waiting) as Preferences;

/** When an open message becomes read: undefined until it is known, lest it be marked against the choice. */
export function useReadDelay(): Preferences['markRead'] | undefined {
  const { data, isError } = useQuery(preferencesQuery);
  const { markRead } = usePreferences();
  return data || isError ? markRead : undefined;
}

/** Whether lists are grouped: as this device remembers it until the account's choice is here. */
export function useGrouping(): boolean {
  const { data } = useQuery(preferencesQuery);
  const { conversations } = usePreferences();
  return data ? conversations : prefersConversations();
}

/**
 * Chooses something: shown at once, kept for every device a moment later; put back, and said, when it
 * cannot be kept. Only what differs from what is shown travels, one change after the other.
 */
export function useChoose(): { mutate(chosen: PreferencesChange): void } {
  const { mutate } = useMutation({
    scope: { id: 'preferences' },
    mutationFn: (change: PreferencesChange) => call(changePreferences, change),
    onSuccess: (kept) => queryClient.setQueryData(preferencesQuery.queryKey, kept),
    onError: (error) => toast(sentenceOf(error, t), { look: 'failed' }),
    onSettled: (_kept, _error, change) => {
      dropChoice(change);
      // An answer that is on its way may be older than this change: it is asked for anew.
      void queryClient.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    },
  });
  return useMemo(
    () => ({
      mutate(chosen) {
        const change = changeOf(chosen);
        if (!Object.keys(change).length) return;
        addChoice(change);
        mutate(change);
      },
    }),
    [mutate],
  );
}

function changeOf(chosen: PreferencesChange): PreferencesChange {
  const shown = currentPreferences();
  const isNew = ([name, value]: [string, unknown]) => shown[name as keyof Preferences] !== value;
  return Object.fromEntries(Object.entries(chosen).filter(isNew));
}
