import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { type InputHTMLAttributes, type Ref, useId, useState } from 'react';
import { IconButton } from './Button.tsx';
import field from './Field.module.css';
import styles from './SecretField.module.css';

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  /** Names of the button that shows the secret, and of the one that hides it. */
  showLabel: string;
  hideLabel: string;
  error?: string | null | undefined;
  /** What also describes the field: the id of another element. */
  describedBy?: string;
  ref?: Ref<HTMLInputElement>;
}

/** A field for a secret, which can be looked at; what is wrong with it is said below. */
export function SecretField({ label, showLabel, hideLabel, error, describedBy, ...rest }: Props) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const described = [error ? `${id}-error` : '', describedBy ?? ''].filter(Boolean).join(' ');
  return (
    <div className={field.field}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.secret}>
        <input
          id={id}
          type={isShown ? 'text' : 'password'}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          {...rest}
        />
        <IconButton
          label={isShown ? hideLabel : showLabel}
          icon={isShown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
          onClick={() => setShown(!isShown)}
        />
      </span>
      {error && (
        <p id={`${id}-error`} role="alert" className={field.error}>
          {error}
        </p>
      )}
    </div>
  );
}
