import ChevronLeft from 'lucide-react/icons/chevron-left';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './SubPage.module.css';

interface Props {
  /** The page above, and its name. */
  back: { to: string; name: string };
  title: ReactNode;
  /** What the page is for, in a line. */
  hint?: ReactNode;
  children: ReactNode;
}

/** A page below another: the way back, its title, what it is for. */
export function SubPage({ back, title, hint, children }: Props) {
  return (
    <div className={styles.page} data-wide>
      <Link to={back.to} className={styles.back}>
        <ChevronLeft size={16} aria-hidden />
        {back.name}
      </Link>
      <h2 className={styles.title} dir="auto">
        {title}
      </h2>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </div>
  );
}
