import { useId } from 'react';
import styles from './Choices.module.css';

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: {
    value: Value;
    label: string;
    /** What it means, below it. */
    hint?: string;
    /** Of the label, when it is in another language. */
    lang?: string;
  }[];
  onChoose(value: Value): void;
}

/** One of a few, all in sight. */
export function Choices<Value extends string>({ label, value, options, onChoose }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            aria-labelledby={`${name}-${option.value}-label`}
            aria-describedby={option.hint ? `${name}-${option.value}` : undefined}
            onChange={() => onChoose(option.value)}
          />
          <span>
            <span id={`${name}-${option.value}-label`} lang={option.lang}>
              {option.label}
            </span>
            {option.hint && (
              <span id={`${name}-${option.value}`} className={styles.hint}>
                {option.hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
