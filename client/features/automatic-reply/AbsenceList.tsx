import Trash2 from 'lucide-react/icons/trash-2';
import { useIntl } from 'react-intl';
import type { Absence } from '../../../shared/automatic-reply.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import styles from './AutomaticReply.module.css';
import { periodText, stateOf, toShown } from './words.ts';

interface Props {
  absences: Absence[];
  /** The one that is in the form. */
  current: Absence;
  enabled: boolean;
  now: number;
  onChoose(id: string): void;
  onDelete(id: string): void;
}

/** Several absences, planned ahead. */
export function AbsenceList({ absences, current, enabled, now, onChoose, onDelete }: Props) {
  const t = useT();
  const { locale } = useIntl();
  return (
    <ul aria-label={t('away-list')} className={styles.list}>
      {absences.map((one) => {
        const period = periodText(one, { t, locale });
        const state = stateOf(one, now);
        return (
          <li key={one.id}>
            <button
              type="button"
              aria-current={one === current ? 'true' : undefined}
              onClick={() => onChoose(one.id)}
            >
              <span>{period}</span>
              <bdi className={styles.line}>{toShown(one.subject, t)}</bdi>
            </button>
            {(enabled || state === 'over') && (
              <span className={styles.badge}>{t(`away-is-${state}`)}</span>
            )}
            <IconButton
              label={t('away-delete', { period })}
              icon={<Trash2 size={16} aria-hidden />}
              onClick={() => onDelete(one.id)}
            />
          </li>
        );
      })}
    </ul>
  );
}
