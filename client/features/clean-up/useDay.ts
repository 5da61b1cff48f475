import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { Dates } from './words.ts';

/** Days as the reader's language writes them, with the year. */
export function useDay(): Dates {
  const { formatDate } = useIntl();
  return useMemo(
    () => ({ date: (time) => formatDate(time, { dateStyle: 'medium' }) }),
    [formatDate],
  );
}
