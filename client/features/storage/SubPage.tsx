import ArrowLeft from 'lucide-react/icons/arrow-left';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useT } from '../../i18n/i18n.tsx';
import styles from './StorageHome.module.css';

interface Props {
  title: string;
  /** What it is about, in a line. */
  hint: string;
  children: ReactNode;
}

/** A page below Storage, with the way back. */
export function SubPage({ title, hint, children }: Props) {
  const t = useT();
  return (
    <div className={styles.sub} data-wide>
      <Link to="/settings/storage" className={styles.back}>
        <ArrowLeft size={16} aria-hidden />
        {t('storage-back')}
      </Link>
      <h2>{title}</h2>
      <p className={styles.hint}>{hint}</p>
      {children}
    </div>
  );
}
