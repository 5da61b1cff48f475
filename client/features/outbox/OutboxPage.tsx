import { useT } from '../../i18n/i18n.tsx';
import styles from './Outbox.module.css';
import { OutboxLetter } from './OutboxLetter.tsx';
import { useOutbox } from './outbox.ts';

/** Letters that have not left, or about which there is something to say. */
export default function OutboxPage() {
  const t = useT();
  const items = useOutbox();
  return (
    <div className={styles.page}>
      <h1>{t('outbox')}</h1>
      <p className={styles.intro}>{t('outbox-intro')}</p>
      {items?.length === 0 && <p className={styles.empty}>{t('outbox-empty')}</p>}
      <ul aria-label={t('outbox')} aria-busy={!items} className={styles.letters}>
        {items?.map((item) => (
          <li key={item.id}>
            <OutboxLetter item={item} />
          </li>
        ))}
      </ul>
    </div>
  );
}
