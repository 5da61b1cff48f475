import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Co2 } from './Co2.tsx';
import { Goal } from './Goal.tsx';
import { ScanLine } from './ScanLine.tsx';
import styles from './Sobriety.module.css';
import { SobrietyFigures } from './SobrietyFigures.tsx';
import { StorageSubPage } from './StorageSubPage.tsx';
import { beginScan, sobrietyQuery } from './storage.ts';

/** How light the mailbox is, in figures that are what they are. */
export default function SobrietyPage() {
  const t = useT();
  const { data, error, refetch, isFetching } = useQuery(sobrietyQuery);
  useEffect(() => {
    // What is in the way is said where the figures would be.
    void beginScan().catch(() => {});
  }, []);
  return (
    <StorageSubPage title={t('light-title')} hint={t('light-intro')}>
      {data ? (
        <div className={styles.page}>
          <SobrietyFigures figures={data} />
          <Goal />
          <Co2 messages={data.messages} grams={data.gramsPerMailYear} />
        </div>
      ) : error ? (
        <div role="alert" className={styles.page}>
          <p>{sentenceOf(error, t)}</p>
          <Button disabled={isFetching} onClick={() => void refetch()}>
            {t('retry')}
          </Button>
        </div>
      ) : (
        <p className={styles.page}>{t('loading')}</p>
      )}
      <ScanLine />
    </StorageSubPage>
  );
}
