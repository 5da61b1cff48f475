import { useIntl } from 'react-intl';
import type { OutboxItem } from '../../../shared/outbox.ts';
import { useT } from '../../i18n/i18n.tsx';
import { momentText } from './moments.ts';
import { troubleText } from './reopen.ts';

/** Where a letter is, in a sentence that says what happens next. */
export function useStateWords(): (item: OutboxItem) => string {
  const t = useT();
  const { locale } = useIntl();
  return (item) => {
    const { state, waits, dueAt, refused } = item;
    const when = dueAt === null ? '' : momentText(dueAt, { t, locale });
    const why = troubleText(item);
    if (state === 'held' && waits === 'later') return t('outbox-later', { when });
    if (state === 'held' && waits === 'retry') return t('outbox-retry', { why, when });
    if (state === 'held') return t('outbox-held');
    if (state === 'failed') return t('outbox-failed', { why });
    if (state === 'unknown') return t('outbox-unknown');
    if (state === 'accepted') {
      return dueAt === null ? t('outbox-unfiled', { why }) : t('outbox-filing', { why, when });
    }
    if (state === 'done') {
      const addresses = refused.map(({ address }) => address).join(', ');
      return t('sent-refused', { addresses, reason: refused[0]?.reason ?? '' });
    }
    return t('sending');
  };
}
