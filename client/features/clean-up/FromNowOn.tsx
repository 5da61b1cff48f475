import { useT } from '../../i18n/i18n.tsx';
import styles from './FromNowOn.module.css';
import type { Way } from './sweep.ts';

interface Props {
  way: Way;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** What happens to mail that is still to come. */
export function FromNowOn({ way, checked, onChange }: Props) {
  const t = useT();
  if (way === 'now') return null;
  if (way === 'ever') return <p>{t('sweep-ever-hint')}</p>;
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      {t('sweep-on')}
    </label>
  );
}
