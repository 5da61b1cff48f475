import { useId } from 'react';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { type Draft, type Faults, isPlace, UNITS, type Unit } from './draft.ts';
import styles from './Retention.module.css';

interface Props {
  draft: Draft;
  faults: Faults;
  onChange(draft: Draft): void;
}

/** How long messages stay, what stays in any case, and where the others go. */
export function RuleKeep({ draft, faults, onChange }: Props) {
  const t = useT();
  const id = useId();
  const units = (Object.keys(UNITS) as Unit[]).filter(
    (one) => one !== 'latest' || !isPlace(draft.kind),
  );
  const toggle = (one: 'answered' | 'contacts') =>
    onChange({
      ...draft,
      spares: draft.spares.includes(one)
        ? draft.spares.filter((kept) => kept !== one)
        : [...draft.spares, one],
    });
  return (
    <fieldset className={styles.part}>
      <legend>{t('retention-how-long')}</legend>
      <div className={styles.time}>
        <input
          type="number"
          inputMode="numeric"
          min={1}
          aria-label={t('retention-amount')}
          aria-invalid={faults.amount ? true : undefined}
          aria-describedby={faults.amount ? id : undefined}
          value={draft.amount}
          onChange={({ target }) => onChange({ ...draft, amount: target.value })}
        />
        <select
          aria-label={t('retention-unit')}
          value={draft.unit}
          onChange={({ target }) => onChange({ ...draft, unit: target.value as Unit })}
        >
          {units.map((one) => (
            <option key={one} value={one}>
              {t(`retention-unit-${one}` as MessageId)}
            </option>
          ))}
        </select>
      </div>
      {faults.amount && (
        <p id={id} role="alert" className={styles.error}>
          {t(faults.amount)}
        </p>
      )}
      <p className={styles.line}>
        {t(isPlace(draft.kind) ? 'retention-then-gone' : 'retention-then-trash')}
      </p>
      <p>{t('retention-stays')}</p>
      {(['answered', 'contacts'] as const).map((one) => (
        <label key={one} className={styles.check}>
          <input
            type="checkbox"
            checked={draft.spares.includes(one)}
            onChange={() => toggle(one)}
          />
          {t(`retention-spare-${one}`)}
        </label>
      ))}
    </fieldset>
  );
}
