import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './Filters.module.css';
import { versionsQuery } from './filters.ts';

/** The scripts before this one, the newest first, each to look at and to have back. */
export function ScriptVersions({ onRestore }: { onRestore(source: string): void }) {
  const t = useT();
  const { long } = useFormats();
  const { data: versions } = useQuery(versionsQuery);
  return (
    <section aria-labelledby="script-versions" className={styles.versions}>
      <h2 id="script-versions">{t('script-versions')}</h2>
      <p className={styles.hint}>
        {t(versions?.length ? 'script-versions-intro' : 'script-versions-none')}
      </p>
      {versions && versions.length > 0 && (
        <ul aria-label={t('script-versions')} className={styles.list}>
          {versions.map(({ id, replacedAt, source }) => {
            const date = long(replacedAt);
            return (
              <li key={id} className={styles.version}>
                <details>
                  <summary>{t('script-version', { date })}</summary>
                  <pre className={styles.source}>{source}</pre>
                </details>
                <Button
                  aria-label={t('script-restore-name', { date })}
                  onClick={() => onRestore(source)}
                >
                  {t('script-restore')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
