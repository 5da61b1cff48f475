import Check from 'lucide-react/icons/check';
import Circle from 'lucide-react/icons/circle';
import X from 'lucide-react/icons/x';
import {
  type PasswordFault,
  type PasswordVerdict,
  passwordRules,
  plainFaults,
  REMEMBERED_PASSWORDS,
} from '../../../shared/password.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Password.module.css';

interface Props {
  id: string;
  password: string;
  minimum: number;
  /** undefined while the words are being looked up. */
  verdict: PasswordVerdict | undefined;
}

const signs = { met: Check, unmet: X, open: Circle };

/** Every rule with its mark, said in words too; the ones that need no list change at every keystroke. */
export function PasswordRules({ id, password, minimum, verdict }: Props) {
  const t = useT();
  const plain = plainFaults(password, minimum);
  const faults = verdict?.faults ?? plain;
  const stateOf = (rule: PasswordFault['rule']): keyof typeof signs => {
    if (!password) return 'open';
    if (faults.some((fault) => fault.rule === rule)) return 'unmet';
    return verdict || PLAIN.has(rule) ? 'met' : 'open';
  };
  return (
    <ul id={id} aria-label={t('password-rules')} className={styles.rules}>
      {passwordRules.map((rule) => {
        const state = stateOf(rule);
        return (
          <Rule
            key={rule}
            state={state}
            words={t(`password-rule-${rule}`, { minimum })}
            saying={t(`password-rule-${state}`)}
            found={faults.find((fault) => fault.rule === rule)?.found}
          />
        );
      })}
      {/* The page does not know the old ones. */}
      <Rule
        state="open"
        words={t('password-rule-used', { count: REMEMBERED_PASSWORDS })}
        saying={t('password-rule-later')}
      />
    </ul>
  );
}

interface RuleProps {
  state: keyof typeof signs;
  words: string;
  saying: string;
  found?: string | undefined;
}

function Rule({ state, words, saying, found }: RuleProps) {
  const t = useT();
  const Sign = signs[state];
  return (
    <li className={styles[state]}>
      <Sign size={16} aria-hidden />
      <span>
        {words} {found && <bdi className={styles.found}>{t('password-found', { found })}</bdi>}
        <span className="visually-hidden"> – {saying}</span>
      </span>
    </li>
  );
}

const PLAIN = new Set<PasswordFault['rule']>(['length', 'lower', 'upper', 'digit']);
