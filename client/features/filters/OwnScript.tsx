import { useState } from 'react';
import type { Filters } from '../../../shared/filters.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './Filters.module.css';
import { adopt } from './filters.ts';

/** A script that was there before ours: shown as it is, and taken over where the editor understands it. */
export function OwnScript({ script }: { script: NonNullable<Filters['ownScript']> }) {
  const t = useT();
  const [isBusy, setBusy] = useState(false);
  const { name, source, editable } = script;
  const take = async () => {
    setBusy(true);
    await adopt();
    setBusy(false);
  };
  return (
    <section aria-label={name} className={styles.own}>
      <p>
        <bdi className={styles.name}>{name}</bdi>
        <span className={styles.badge}>{t('filter-custom')}</span>
      </p>
      <p className={styles.line}>{t('filter-own-script')}</p>
      <details>
        <summary>{t('filter-own-show')}</summary>
        <pre className={styles.source}>{source}</pre>
      </details>
      {editable > 0 && (
        <>
          <p className={styles.line}>{t('filter-adopt-why', { count: editable })}</p>
          <div>
            <Button disabled={isBusy} onClick={() => void take()}>
              {t('filter-adopt')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
