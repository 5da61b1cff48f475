import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Choice } from '../../../shared/choice.ts';
import { useT } from '../../i18n/i18n.tsx';
import { later } from '../../ui/later.tsx';
import { labelOf, useFolders } from '../folders/folders.ts';
import { useSession } from '../session/session.ts';
import { type Meant, readReview, reviewAddress } from './addresses.ts';
import { Narrow } from './Narrow.tsx';
import { ReviewActs } from './ReviewActs.tsx';
import { ReviewList } from './ReviewList.tsx';
import { ORDERS, type Order, useReview } from './review.ts';
import { SubPage } from './SubPage.tsx';
import { Trouble } from './Trouble.tsx';
import { useTicks } from './useTicks.ts';
import { Weighed } from './Weighed.tsx';
import { titleOf } from './words.ts';

// A whole letter comes with it.
const ReviewMessage = later(() => import('./ReviewMessage.tsx'));

/** The messages behind a bar or a tool, to be looked at before anything happens to them. */
export default function ReviewPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const session = useSession();
  const words = search.toString();
  const meant = useMemo(() => readReview(new URLSearchParams(words)), [words]);
  const order = ORDERS.find((one) => one === search.get('order')) ?? 'size';
  if (!meant)
    return <SubPage title={t('review')}>{<p role="alert">{t('review-unreadable')}</p>}</SubPage>;
  const go = (choice: Choice, next: Order) => {
    const address = new URL(reviewAddress({ ...meant, choice }), location.origin);
    if (next !== 'size') address.searchParams.set('order', next);
    setSearch(address.searchParams, { replace: true });
  };
  return (
    <Review
      key={`${session?.account} ${JSON.stringify(meant.choice)}`}
      name={`${session?.account} ${JSON.stringify(meant.choice)}`}
      meant={meant}
      order={order}
      onOrder={(next) => go(meant.choice, next)}
      onNarrow={(choice) => go(choice, order)}
    />
  );
}

interface Props {
  /** Tells this review from others. */
  name: string;
  meant: Meant;
  order: Order;
  onOrder(order: Order): void;
  onNarrow(choice: Choice): void;
}

function Review({ name, meant, order, onOrder, onNarrow }: Props) {
  const t = useT();
  const folders = useFolders();
  const review = useReview(meant.choice, order);
  const ticks = useTicks(name);
  const [open, setOpen] = useState<number | null>(null);
  const { weight, error } = review;
  const where = meant.choice.folders;
  return (
    <SubPage
      title={titleOf(meant, t)}
      hint={
        // Which folders are looked at is said where it is neither all of them nor the title.
        where && folders && where.length < 4 && meant.choice.sender
          ? t('review-in', { folders: where.map((path) => labelOf(path, t)).join(', ') })
          : undefined
      }
    >
      {error ? (
        <Trouble error={error} onRetry={review.retry} />
      ) : (
        <>
          <Weighed weight={weight} />
          <Narrow choice={meant.choice} onChange={onNarrow} order={order} onOrder={onOrder} />
          <ReviewList
            key={order}
            name={`${name} ${order}`}
            {...{ review, ticks, open }}
            onOpen={setOpen}
          />
          {weight && weight.messages > 0 && (
            <ReviewActs meant={meant} weight={weight} ticks={ticks} />
          )}
        </>
      )}
      {open !== null && (
        <ReviewMessage
          review={review}
          ticks={ticks}
          at={open}
          onGo={setOpen}
          onClose={() => setOpen(null)}
        />
      )}
    </SubPage>
  );
}
