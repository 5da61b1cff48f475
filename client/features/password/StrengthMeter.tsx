import type { PasswordVerdict } from '../../../shared/password.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Password.module.css';

const STRONGEST = 4;

/** How hard the password is to guess, in words and as a bar. A rule that is not met keeps it low. */
export function StrengthMeter({ verdict }: { verdict: PasswordVerdict | undefined }) {
  const t = useT();
  const score = verdict ? Math.min(verdict.score, verdict.faults.length ? 2 : STRONGEST) : 0;
  const words = verdict
    ? t(`password-strength-${score as 0 | 1 | 2 | 3 | 4}`)
    : t('password-strength-none');
  return (
    <div className={styles.strength}>
      <div
        role="meter"
        aria-label={t('password-strength')}
        aria-valuemin={0}
        aria-valuemax={STRONGEST}
        aria-valuenow={score}
        aria-valuetext={words}
        className={styles.bar}
      >
        <div data-score={score} style={{ inlineSize: `${verdict ? 8 + score * 23 : 0}%` }} />
      </div>
      <p aria-hidden>{words}</p>
    </div>
  );
}
