import X from 'lucide-react/icons/x';
import { Link } from 'react-router';
import type { BasketLine } from '../../../shared/clean-up.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { reviewAddress } from './addresses.ts';
import styles from './BasketPage.module.css';
import { type LinePreview, removeLine } from './basket.ts';
import { conditionsOf } from './conditions.ts';
import { LineDetails } from './LineDetails.tsx';
import { titleOf } from './words.ts';

interface Props {
  line: BasketLine;
  found: LinePreview | undefined;
  isCounting: boolean;
  onChange(line: BasketLine): void;
}

/** One thing in the basket. */
export function BasketItem({ line, found, isCounting, onChange }: Props) {
  const t = useT();
  const formats = useFormats();
  const title = titleOf(line, t);
  const conditions = conditionsOf(line.choice, t, formats);
  return (
    <section aria-label={title} className={styles.line}>
      <div className={styles.head}>
        <h3>
          <bdi>{title}</bdi>
        </h3>
        <Link to={reviewAddress(line)} aria-label={t('clean-review-name', { name: title })}>
          {t('review')}
        </Link>
        <IconButton
          label={t('basket-remove', { name: title })}
          icon={<X size={16} aria-hidden />}
          onClick={() => void removeLine(line)}
        />
      </div>
      <p className={styles.what}>{[t(`clean-action-${line.action}`), ...conditions].join(' · ')}</p>
      <LineDetails line={line} found={found} isCounting={isCounting} onChange={onChange} />
    </section>
  );
}
