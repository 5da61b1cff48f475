import styles from './Choices.module.css';

interface Props {
  label: string;
  options: { label: string; checked: boolean; onChange(checked: boolean): void }[];
}

/** Several that may each be on or off, beside the looks of `Choices`. */
export function Checks({ label, options }: Props) {
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.label}>
          <input
            type="checkbox"
            checked={option.checked}
            onChange={() => option.onChange(!option.checked)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
