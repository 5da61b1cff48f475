import { useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Filters.module.css';
import { readSize, type SizeUnit, writeSize } from './sizes.ts';
import { unitName } from './words.ts';

interface Props {
  /** Bytes. */
  value: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
  onChange(bytes: string): void;
}

/** A size as people say it: a number and its unit. */
export function SizeField({ value, onChange, ...attributes }: Props) {
  const t = useT();
  const [{ amount, unit }, setTyped] = useState(() => readSize(value));
  const units: SizeUnit[] = ['kB', 'MB'];
  const set = (next: string, of: SizeUnit) => {
    setTyped({ amount: next, unit: of });
    onChange(writeSize(next, of));
  };
  return (
    <div className={styles.inline}>
      <input
        inputMode="decimal"
        aria-label={t('filter-size')}
        value={amount}
        maxLength={12}
        autoComplete="off"
        {...attributes}
        onChange={({ target }) => set(target.value, unit)}
      />
      <select
        aria-label={t('filter-size-unit')}
        value={unit}
        onChange={({ target }) => set(amount, target.value as SizeUnit)}
      >
        {[...units, ...(units.includes(unit) ? [] : [unit])].map((one) => (
          <option key={one} value={one}>
            {unitName(one)}
          </option>
        ))}
      </select>
    </div>
  );
}
