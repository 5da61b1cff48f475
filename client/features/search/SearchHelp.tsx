import { useT } from '../../i18n/i18n.tsx';
import styles from './SearchHelp.module.css';

const topics = ['from', 'subject', 'attachment', 'dates', 'or', 'not', 'in'] as const;

/** What can be asked, by examples. */
export function SearchHelp() {
  const t = useT();
  return (
    <div className={styles.help}>
      <p>{t('search-help')}</p>
      <dl>
        {topics.map((topic) => (
          <div key={topic}>
            <dt>
              <code>{t(`search-example-${topic}`)}</code>
            </dt>
            <dd>{t(`search-help-${topic}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
