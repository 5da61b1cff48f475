import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MapEntry } from '../../../shared/storage-map.ts';
import { useT } from '../../i18n/i18n.tsx';
import { mapQuery } from '../storage/storage.ts';
import { ListLine } from './ListLine.tsx';
import styles from './ListsPage.module.css';
import { SubPage } from './SubPage.tsx';
import { Trouble } from './Trouble.tsx';

/** By what newsletters stand together: their list's own name, or who sends them. */
const KINDS = ['list', 'sender'] as const;
type Kind = (typeof KINDS)[number];
const MOST = 1000;

/** Lists and newsletters: what each sends, what was read of it, and the ways to have less. */
export default function ListsPage() {
  const t = useT();
  const [kind, setKind] = useState<Kind>('list');
  const { data, error, refetch } = useQuery(mapQuery(kind, MOST));
  const neverRead = data !== undefined && data.scan.at === null;
  const entries = data?.entries.filter((entry) => isWanted(kind, entry));
  return (
    <SubPage title={t('lists')} hint={t('lists-intro')}>
      <div role="group" aria-label={t('lists-by')} className={styles.kinds}>
        {KINDS.map((one) => (
          <button key={one} type="button" aria-pressed={one === kind} onClick={() => setKind(one)}>
            {t(`lists-by-${one}`)}
          </button>
        ))}
      </div>
      {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <p role="status">{t('loading')}</p>}
      {entries?.length === 0 && (
        <p className={styles.none}>{t(neverRead ? 'clean-reading' : 'lists-none')}</p>
      )}
      {entries && entries.length > 0 && (
        <ul aria-label={t('lists')} className={styles.lists}>
          {entries.map((entry) => (
            <ListLine key={entry.key} kind={kind} entry={entry} />
          ))}
        </ul>
      )}
    </SubPage>
  );
}

/** Among senders, those whose mail says how to leave it. */
const isWanted = (kind: Kind, { key, leave }: MapEntry) =>
  key !== '' && (kind === 'list' || leave !== null);
