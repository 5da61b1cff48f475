import type { ReactNode } from 'react';
import styles from './Actions.module.css';

/** The row of buttons that closes a form or a question. */
export const Actions = ({ children }: { children: ReactNode }) => (
  <div className={styles.actions}>{children}</div>
);
