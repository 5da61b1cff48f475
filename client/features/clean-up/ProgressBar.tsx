import styles from './ProgressBar.module.css';

interface Props {
  label: string;
  done: number;
  /** 0 = nobody knows yet. */
  total: number;
}

/** How far something is. */
export function ProgressBar({ label, done, total }: Props) {
  const part = total > 0 ? Math.min(100, (done / total) * 100) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total || undefined}
      aria-valuenow={total ? Math.min(done, total) : undefined}
      className={styles.bar}
    >
      <div className={styles.fill} style={{ inlineSize: `${part}%` }} />
    </div>
  );
}
