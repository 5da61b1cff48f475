import X from 'lucide-react/icons/x';
import styles from './Toasts.module.css';
import { closeToast, holdToasts, useToasts } from './toasts.ts';

/** The place at the bottom where the page says what it did, and offers to take it back. */
export function Toasts({ closeLabel }: { closeLabel: string }) {
  const toasts = useToasts();
  return (
    <div
      className={styles.place}
      onPointerEnter={() => holdToasts(true)}
      onPointerLeave={() => holdToasts(false)}
      onFocus={() => holdToasts(true)}
      onBlur={() => holdToasts(false)}
    >
      {toasts.map(({ id, text, action, look }) => (
        <div
          key={id}
          role={look === 'failed' ? 'alert' : 'status'}
          className={`${styles.toast} ${styles[look]}`}
        >
          <span className={styles.text}>{text}</span>
          {action && (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                closeToast(id);
                action.act();
              }}
            >
              {action.label}
            </button>
          )}
          <button
            type="button"
            className={styles.close}
            aria-label={closeLabel}
            onClick={() => closeToast(id)}
          >
            <X size={16} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
