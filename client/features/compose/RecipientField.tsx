import X from 'lucide-react/icons/x';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Recipient } from '../../../shared/compose.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Composer.module.css';
import { isComplete, readRecipients } from './recipients.ts';

interface Props {
  label: string;
  value: Recipient[];
  autoFocus?: boolean;
  onChange(value: Recipient[]): void;
}

/** Recipients as chips; each shows the address that the server will get, byte for byte (security S-29). */
export function RecipientField({ label, value, autoFocus, onChange }: Props) {
  const t = useT();
  const id = useId();
  const [typed, setTyped] = useState('');
  const take = (text: string) => {
    const found = readRecipients(text);
    if (found.length)
      onChange([
        ...value,
        ...found.filter((one) => !value.some(({ address }) => address === one.address)),
      ]);
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (
      (event.key === 'Enter' || event.key === ',' || event.key === ';') &&
      !event.ctrlKey &&
      !event.metaKey
    ) {
      if (event.key === ',' && /"[^"]*$/.test(typed)) return;
      event.preventDefault();
      take(typed);
    }
    if (event.key === 'Backspace' && typed === '') onChange(value.slice(0, -1));
  };
  return (
    <div className={styles.line}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.chips}>
        {value.map((one, i) => (
          <span
            key={one.address}
            className={`${styles.chip} ${isComplete(one) ? '' : styles.wrong}`}
            title={one.address}
          >
            {one.name ? `${one.name} <${one.address}>` : one.address}
            <button
              type="button"
              aria-label={t('remove-recipient', { address: one.address })}
              onClick={() => onChange(value.filter((_, place) => place !== i))}
            >
              <X size={13} aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={id}
          role="combobox"
          aria-expanded={false}
          aria-autocomplete="none"
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: a new letter begins with its recipient
          autoFocus={autoFocus}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => take(typed)}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text');
            if (!/[,;\n]/.test(text)) return;
            event.preventDefault();
            take(text);
          }}
        />
      </div>
    </div>
  );
}
