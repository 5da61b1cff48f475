import type { Weight } from '../../../shared/choice.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useDay } from './useDay.ts';
import styles from './Weighed.module.css';
import { period } from './words.ts';

/** What messages weigh together, the bytes first: one large figure. */
export function Weighed({ weight }: { weight: Weight | null }) {
  const t = useT();
  const { bytes } = useFormats();
  const days = useDay();
  const when = weight ? period(weight, t, days) : '';
  return (
    <p className={styles.weighed} role="status" aria-busy={!weight}>
      {weight ? (
        <>
          <strong>{bytes(weight.bytes)}</strong>{' '}
          <span>
            {t('message-count', { count: weight.messages })}
            {when ? ' · ' : ''}
            {when}
          </span>
        </>
      ) : (
        <span>{t('clean-counting')}</span>
      )}
    </p>
  );
}
