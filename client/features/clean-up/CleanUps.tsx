import { useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { CleanUpItem } from './CleanUpItem.tsx';
import styles from './CleanUps.module.css';
import { isAtWork, useCleanUps } from './clean-ups.ts';
import { Trouble } from './Trouble.tsx';

/** Past ones that are shown without being asked for. */
const SHOWN = 10;

/** What is being cleaned up, and what was: each with its way back. */
export function CleanUps() {
  const t = useT();
  const { data: all, error, refetch } = useCleanUps();
  const [showsAll, setShowsAll] = useState(false);
  if (error && !all) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!all?.length) return null;
  // What is at work stands first, and no act takes a line from under the pointer.
  const sorted = all.toSorted(
    (a, b) => Number(isAtWork(b)) - Number(isAtWork(a)) || b.startedAt - a.startedAt,
  );
  const shown = showsAll ? sorted : sorted.slice(0, SHOWN);
  return (
    <Section title={t('clean-ups')}>
      <ul aria-label={t('clean-ups')} className={styles.list}>
        {shown.map((one) => (
          <li key={one.id}>
            <CleanUpItem cleanUp={one} />
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button onClick={() => setShowsAll(true)}>
          {t('clean-ups-all', { count: sorted.length })}
        </Button>
      )}
    </Section>
  );
}
