import { onRecovery } from '../../api/connection.ts';
import { queryClient } from '../../api/query-client.ts';
import { setClock } from '../../i18n/clock.ts';
import { speak } from '../../i18n/i18n.tsx';
import { allowSingleKeys } from '../../ui/keys.ts';
import { onChoices, waitingChoices } from './choices.ts';
import { rememberFirstPaint, showTheme } from './first-paint.ts';
import { currentPreferences, preferencesQuery } from './preferences.ts';

/** From now on the page is as was chosen, wherever and whenever it is chosen: here, in a tab, on another device. */
export function followPreferences() {
  const { queryKey } = preferencesQuery;
  apply();
  onChoices(apply);
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryKey[0] === queryKey[0]) apply();
  });
  // What was told while nothing could be heard is asked for.
  onRecovery(() => void queryClient.invalidateQueries({ queryKey }));
}

function apply() {
  // Nobody is signed in, or the choices are on their way: the page stays as this device remembers it.
  const kept = queryClient.getQueryState(preferencesQuery.queryKey);
  if (!kept?.data) return;
  const chosen = currentPreferences();
  setClock(chosen.zone, chosen.clock);
  allowSingleKeys(chosen.shortcuts);
  if (!rememberFirstPaint(chosen, waitingChoices().length ? Date.now() : kept.dataUpdatedAt))
    return;
  showTheme();
  void speak(chosen.language).catch(() => {});
}
