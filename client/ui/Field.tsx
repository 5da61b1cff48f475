import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import styles from './Field.module.css';

interface Common {
  label: string;
  error?: string | null;
}
type Props =
  | (Common & { as?: 'input' } & InputHTMLAttributes<HTMLInputElement>)
  | (Common & { as: 'select'; children: ReactNode } & SelectHTMLAttributes<HTMLSelectElement>);

/** A labelled field; what is wrong with its value is said below it. */
export function Field({ label, error, as = 'input', ...rest }: Props) {
  const id = useId();
  const shared = {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error ? `${id}-error` : undefined,
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {as === 'select' ? (
        <select {...shared} {...(rest as SelectHTMLAttributes<HTMLSelectElement>)} />
      ) : (
        <input {...shared} {...(rest as InputHTMLAttributes<HTMLInputElement>)} />
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}
