import { useQuery } from '@tanstack/react-query';
import { type IntlShape, useIntl } from 'react-intl';
import type { Win } from '../../../shared/storage.ts';
import { type Translate, useT } from '../../i18n/i18n.tsx';
import { winsQuery } from './storage.ts';

/** Undefined until it is known what could go. */
export function useWins(): { wins: Win[] | undefined; error: Error | null } {
  const { data, error } = useQuery(winsQuery);
  // Nothing was read yet: that there is nothing to win is not known.
  const isKnown = data && (data.wins.length > 0 || data.scan.at !== null);
  return { wins: isKnown ? data.wins : undefined, error };
}

/** What a win is about, in a sentence with its exact count. */
export function useWinWords(): (win: Win) => string {
  const t = useT();
  const intl = useIntl();
  return (win) => winWords(win, t, intl);
}

function winWords({ name, messages, opened, newest }: Win, t: Translate, intl: IntlShape): string {
  // Before the mailbox was read nobody knows the dates.
  if (newest === null && (name === 'trash' || name === 'junk'))
    return t(`win-${name}-undated`, { count: messages });
  const isThisYear = newest && new Date(newest).getFullYear() === new Date().getFullYear();
  const date = intl.formatDate(newest ?? undefined, {
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  });
  const share = intl.formatNumber(messages ? opened / messages : 0, { style: 'percent' });
  return t(`win-${name}`, { count: messages, date, share });
}
