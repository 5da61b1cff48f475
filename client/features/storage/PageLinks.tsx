import { Link } from 'react-router';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import styles from './StorageHome.module.css';

const pages = ['tools', 'lists', 'copies', 'rules', 'download', 'sobriety'];

/** The other ways to a lighter mailbox. */
export function PageLinks() {
  const t = useT();
  return (
    <nav aria-label={t('storage-more')} className={styles.links}>
      <ul>
        {pages.map((page) => (
          <li key={page}>
            <Link to={`/settings/storage/${page}`}>{t(`storage-page-${page}` as MessageId)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
