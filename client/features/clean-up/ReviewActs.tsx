import ShoppingBasket from 'lucide-react/icons/shopping-basket';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Weight } from '../../../shared/choice.ts';
import type { BasketLine } from '../../../shared/clean-up.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { useFolders } from '../folders/folders.ts';
import { type Meant, STORAGE } from './addresses.ts';
import { addToBasket, lineFor, useBasket } from './basket.ts';
import { CleanUpDialog } from './CleanUpDialog.tsx';
import styles from './ReviewActs.module.css';
import { chosenBy, MOST_TICKS, ticked } from './ticks.ts';
import type { TickActs } from './useTicks.ts';
import { titleOf } from './words.ts';

const SweepDialog = later(() => import('./SweepDialog.tsx'));

interface Props {
  meant: Meant;
  weight: Weight;
  ticks: TickActs;
}

/** What is ticked, and what can happen to it. */
export function ReviewActs({ meant, weight, ticks }: Props) {
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const inBasket = useBasket().data?.length ?? 0;
  const [asked, setAsked] = useState<BasketLine | null>(null);
  const [swept, setSwept] = useState(false);
  const { sender } = meant.choice;
  const goesForGood = useGoesForGood(meant.choice.folders);
  const now = ticked(ticks.ticks, weight);
  const chosen = { ...meant, choice: chosenBy(ticks.ticks, meant.choice) };
  const all = now.messages === weight.messages;
  const isNothing = now.messages <= 0;
  const basket = `${STORAGE}/basket`;
  const remove = goesForGood ? 'expunge' : 'trash';
  return (
    <div className={styles.bar} role="group" aria-label={t('review-acts')}>
      <p className={styles.figures} role="status">
        {t('review-ticked-of', { count: now.messages, total: weight.messages })} ·{' '}
        {formats.bytes(Math.max(0, now.bytes))}
        {ticks.ticks.others.size >= MOST_TICKS && ` · ${t('review-ticks-full')}`}
      </p>
      <div className={styles.acts}>
        <Button look="plain" onClick={all ? ticks.none : ticks.all}>
          {t(all ? 'review-untick-all' : 'review-tick-all')}
        </Button>
        <Button
          look="primary"
          disabled={isNothing}
          onClick={() => void addToBasket(lineFor(chosen, remove), () => void navigate(basket))}
        >
          {t('basket-add')}
        </Button>
        <Button disabled={isNothing} onClick={() => setAsked(lineFor(chosen, remove))}>
          {t('review-delete')}
        </Button>
        {!goesForGood && (
          <Button disabled={isNothing} onClick={() => setAsked(lineFor(chosen, 'lighten'))}>
            {t('review-lighten')}
          </Button>
        )}
        {sender && <Button onClick={() => setSwept(true)}>{t('sweep')}</Button>}
        {inBasket > 0 && (
          <Link to={basket} className={styles.basket}>
            <ShoppingBasket size={16} aria-hidden />
            {t('basket-count', { count: inBasket })}
          </Link>
        )}
      </div>
      {swept && sender && (
        <SweepDialog
          sender={{ name: meant.about, address: sender }}
          onClose={() => setSwept(false)}
        />
      )}
      {asked && (
        <CleanUpDialog
          title={titleOf(meant, t)}
          line={asked}
          onClose={() => setAsked(null)}
          onBegun={() => {
            setAsked(null);
            void navigate(basket);
          }}
        />
      )}
    </div>
  );
}

/** True where only folders are meant out of which messages go for good: Trash and Junk. */
function useGoesForGood(paths: readonly string[] | undefined): boolean {
  const folders = useFolders();
  if (!paths || !folders) return false;
  const last = folders.filter(({ specialUse }) => specialUse === 'trash' || specialUse === 'junk');
  const isLast = (path: string) =>
    last.some((one) => path === one.path || path.startsWith(`${one.path}${one.delimiter ?? '\0'}`));
  return paths.every(isLast);
}
