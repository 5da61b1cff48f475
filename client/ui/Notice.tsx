import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface Props {
  icon: ReactNode;
  /** What it is about, for those who jump from part to part. */
  label: string;
  look?: 'calm' | 'warning';
  children: ReactNode;
  /** Buttons, at the end. */
  actions?: ReactNode;
}

/** A remark between other things, with what can be done about it. */
export function Notice({ icon, label, look = 'calm', children, actions }: Props) {
  return (
    <section aria-label={label} className={`${styles.notice} ${styles[look]}`}>
      <span className={styles.icon}>{icon}</span>
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
