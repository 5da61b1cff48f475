import styles from './Filters.module.css';

interface Props {
  label: string;
  isOn: boolean;
  onChange(isOn: boolean): void;
}

/** On or off, at once. */
export const Switch = ({ label, isOn, onChange }: Props) => (
  <label className={styles.switch} title={label}>
    <input
      type="checkbox"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      checked={isOn}
      onChange={() => onChange(!isOn)}
    />
  </label>
);
