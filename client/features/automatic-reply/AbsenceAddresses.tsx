import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import styles from './AutomaticReply.module.css';

interface Props {
  addresses: string[];
  complete: boolean;
  /** Those that do not answer, in lower case. */
  except: string[];
  onChange(except: string[]): void;
}

/** Which of one's own addresses answer: all of them, and those to come, unless they are unticked. */
export function AbsenceAddresses({ addresses, complete, except, onChange }: Props) {
  const t = useT();
  const all = addresses.map((address) => address.toLowerCase());
  return (
    <div className={styles.addresses}>
      <Checks
        label={t('away-addresses')}
        options={addresses.map((address) => ({
          label: address,
          checked: !except.includes(address.toLowerCase()),
          onChange: (checked) =>
            onChange(
              checked
                ? except.filter((one) => one !== address.toLowerCase())
                : [...except, address.toLowerCase()],
            ),
        }))}
      />
      {addresses.length > 1 && (
        <div className={styles.row}>
          <Button onClick={() => onChange(except.filter((one) => !all.includes(one)))}>
            {t('away-addresses-all')}
          </Button>
          <Button onClick={() => onChange([...new Set([...except, ...all])])}>
            {t('away-addresses-none')}
          </Button>
        </div>
      )}
      <p className={styles.hint}>
        {t(complete ? 'away-addresses-hint' : 'away-addresses-foreign')}
      </p>
    </div>
  );
}
