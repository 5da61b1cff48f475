import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` is the one thing to do on a page; `plain` has no ground; `danger` cannot be undone. */
  look?: 'primary' | 'normal' | 'plain' | 'danger';
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'normal', icon, children, className = '', ...rest }: Props) {
  return (
    <button type="button" className={`${styles.button} ${styles[look]} ${className}`} {...rest}>
      {icon}
      {children}
    </button>
  );
}

/** A button that shows only a sign; its name is for those who hear it, and for the tooltip. */
export function IconButton({
  label,
  icon,
  className = '',
  ...rest
}: Omit<Props, 'look' | 'children'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`${styles.icon} ${className}`}
      {...rest}
    >
      {icon}
    </button>
  );
}
