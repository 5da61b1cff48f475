import { Link } from 'react-router';
import { useT } from './i18n/i18n.tsx';
import styles from './NotFound.module.css';

export default function NotFound() {
  const t = useT();
  return (
    <div className={styles.page}>
      <p>{t('nothing-here')}</p>
      <Link to="/">{t('to-inbox')}</Link>
    </div>
  );
}
