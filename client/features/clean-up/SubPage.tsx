import ChevronLeft from 'lucide-react/icons/chevron-left';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useT } from '../../i18n/i18n.tsx';
import { STORAGE } from './addresses.ts';
import { FirstReading } from './FirstReading.tsx';
import styles from './SubPage.module.css';

interface Props {
  title: ReactNode;
  /** What the page is for, in a line. */
  hint?: ReactNode;
  children: ReactNode;
}

/** A page below the storage page: the way back, its title, what it is for. */
export function SubPage({ title, hint, children }: Props) {
  const t = useT();
  return (
    <div className={styles.page} data-wide>
      <Link to={STORAGE} className={styles.back}>
        <ChevronLeft size={16} aria-hidden />
        {t('storage-back')}
      </Link>
      <h2 className={styles.title} dir="auto">
        {title}
      </h2>
      {hint && <p className={styles.hint}>{hint}</p>}
      <FirstReading />
      {children}
    </div>
  );
}
