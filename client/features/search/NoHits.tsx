import { useT } from '../../i18n/i18n.tsx';
import styles from '../messages/Mailbox.module.css';
import { SearchHelp } from './SearchHelp.tsx';

/** Said in place of rows: nothing yet, or nothing at all and what else could be asked. */
export function NoHits({ isRunning }: { isRunning: boolean }) {
  const t = useT();
  if (isRunning) return <p>{t('search-nothing-yet')}</p>;
  return (
    <div className={styles.nothingFound}>
      <p>{t('search-nothing')}</p>
      <SearchHelp />
    </div>
  );
}

/** Before there is anything to search for, or when it cannot be right. */
export function Unready({ sentence }: { sentence: string | undefined }) {
  const t = useT();
  return (
    <div className={styles.unready}>
      <h1 className="visually-hidden">{t('search')}</h1>
      {sentence && <p role="alert">{sentence}</p>}
      <SearchHelp />
    </div>
  );
}
