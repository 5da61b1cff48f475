import styles from './MessageBody.module.css';

interface Props {
  label: string;
  isOn: boolean;
  onSwitch(isOn: boolean): void;
}

/** A quiet choice about how a message looks, remembered for all of them. */
export function BodySwitch({ label, isOn, onSwitch }: Props) {
  return (
    <p className={styles.switches}>
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        className={styles.switch}
        onClick={() => onSwitch(!isOn)}
      >
        <span className={styles.track} aria-hidden />
        {label}
      </button>
    </p>
  );
}
