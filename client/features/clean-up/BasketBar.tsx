import { keepPreviousData, useQuery } from '@tanstack/react-query';
import ShoppingBasket from 'lucide-react/icons/shopping-basket';
import { Link } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { STORAGE } from './addresses.ts';
import styles from './BasketBar.module.css';
import { previewQuery, useBasket } from './basket.ts';
import { isAtWork, useCleanUps } from './clean-ups.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { stateWords } from './state-words.ts';
import { beginLabel, figures, titleOfCleanUp } from './words.ts';

/** At the bottom of the storage pages: what is in the basket, and what is being cleaned up. */
export default function BasketBar() {
  const t = useT();
  const formats = useFormats();
  const lines = useBasket().data ?? [];
  const working = useCleanUps().data?.filter(isAtWork) ?? [];
  const { data } = useQuery({ ...previewQuery(lines), placeholderData: keepPreviousData });
  const [first] = working;
  if (!lines.length && !first) return null;
  const steps = first && (stateWords(first, t, formats)[0] ?? '');
  return (
    <section aria-label={t('basket')} className={styles.bar}>
      {first && (
        <div className={styles.working}>
          <Link to={`${STORAGE}/basket`}>
            <bdi>{titleOfCleanUp(first, t)}</bdi>: {steps}
          </Link>
          <ProgressBar label={titleOfCleanUp(first, t)} done={first.done} total={first.messages} />
        </div>
      )}
      {lines.length > 0 && (
        <p className={styles.basket}>
          <ShoppingBasket size={16} aria-hidden />
          <span>
            {t('basket-tools', { count: lines.length })}
            {data && ` · ${figures(data.whole, t, formats)}`}
          </span>
          <Link to={`${STORAGE}/basket`}>
            {data?.whole.messages ? beginLabel(lines, data.whole, t, formats) : t('basket-show')}
            {data?.whole.messages ? '…' : ''}
          </Link>
        </p>
      )}
    </section>
  );
}
