import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { labelOf } from '../folders/folders.ts';
import styles from './Filters.module.css';
import { cancelRun, useRun } from './run.ts';

/** How far a run has come, with the way to stop it. */
export function RunProgress() {
  const t = useT();
  const run = useRun();
  if (!run) return null;
  const { name, folder, done, total, isStopping } = run;
  const words = t('filter-running', { name, folder: labelOf(folder, t) });
  return (
    <section aria-label={words} className={styles.running}>
      <div>
        <p>{words}</p>
        <progress aria-label={words} {...(total !== null && { value: done, max: total || 1 })} />
        {total !== null && (
          <p className={styles.hint}>{t('filter-running-count', { count: done, total })}</p>
        )}
      </div>
      <Button onClick={cancelRun} disabled={isStopping}>
        {t('filter-run-cancel')}
      </Button>
    </section>
  );
}
