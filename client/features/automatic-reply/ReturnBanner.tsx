import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { Absence } from '../../../shared/automatic-reply.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { toFieldValue } from '../outbox/moments.ts';
import { searchAddress } from '../search/address.ts';
import { seenSummary, summaryQuery } from './automatic-reply.ts';
import styles from './ReplyBanner.module.css';

/** After the return, once: who wrote meanwhile. The mail server keeps no list of whom it answered, and that is said. */
export function ReturnBanner({ absence }: { absence: Absence }) {
  const t = useT();
  const { locale } = useIntl();
  const { data } = useQuery(summaryQuery(absence.id));
  if (!data || data.messages === 0) return null;
  const { messages, people, answered, names, more } = data;
  const list = new Intl.ListFormat(locale).format(names);
  return (
    <section aria-label={t('away-back')} className={styles.banner}>
      <p>
        {t(more ? 'away-back-more' : 'away-back-count', { messages, people })}{' '}
        {t(people > names.length ? 'away-back-names-first' : 'away-back-names', { names: list })}{' '}
        {t('away-back-answered', { answered })}
      </p>
      <Link to={searchAddress(searchFor(absence))}>{t('away-back-show')}</Link>
      <Button look="plain" onClick={() => void seenSummary(absence.id)}>
        {t('close')}
      </Button>
    </section>
  );
}

const DAY = 86_400_000;

/** Whole days: the search knows no hours. */
function searchFor({ start, end }: Absence): string {
  const day = (time: number) => toFieldValue(time).slice(0, 10);
  return `after:${day(start ?? 0)} before:${day((end ?? Date.now()) + DAY)}`;
}
