import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { SubPage } from '../clean-up/SubPage.tsx';
import styles from './Copies.module.css';
import { CopyCard } from './CopyCard.tsx';
import { copiesQuery } from './copies.ts';

/** Messages that are there twice, and such as a later one quotes whole. */
export default function CopiesPage() {
  const t = useT();
  const { data, error } = useQuery(copiesQuery);
  return (
    <SubPage title={t('storage-page-copies')} hint={t('copies-intro')}>
      {error && !data ? <p role="alert">{sentenceOf(error, t)}</p> : null}
      <div className={styles.cards}>
        {data?.map((search) => (
          <CopyCard key={search.kind} search={search} />
        ))}
      </div>
    </SubPage>
  );
}
