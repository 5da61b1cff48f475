import { Link } from 'react-router';
import { useT } from './i18n/i18n.tsx';
import styles from './NotFound.module.css';

export default function NotFound() {
  const t = useT();
  return (
    <div className={styles.page}>
      <h1>{t('nothing-here')}</h1>
      <Link to="/">{t('to-inbox')}</Link>
    </div>
  );
}
