import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import { Link } from 'react-router';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import Viewer from '../../ui/Viewer.tsx';
import { folderAddress, labelOf } from '../folders/folders.ts';
import { MessageCard } from '../messages/MessageCard.tsx';
import { useMessage } from '../messages/messages.ts';
import styles from './ReviewMessage.module.css';
import type { Review } from './review.ts';
import type { TickActs } from './useTicks.ts';

interface Props {
  review: Review;
  ticks: TickActs;
  at: number;
  onGo(at: number): void;
  onClose(): void;
}

/** One of the messages meant, to be read before it is decided on; the list stays behind it. */
export default function ReviewMessage({ review, ticks, at, onGo, onClose }: Props) {
  const t = useT();
  const { bytes, long } = useFormats();
  const row = review.rowAt(at);
  if (!row) return null;
  const last = (review.weight?.messages ?? 0) - 1;
  const go = (to: number) => review.rowAt(to) && onGo(to);
  const keys: Record<string, () => void> = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    x: () => ticks.toggle(row),
  };
  return (
    <Viewer
      title={row.subject || t('no-subject')}
      note={[labelOf(row.folder, t), long(row.received), bytes(row.size)].join(' · ')}
      closeLabel={t('close')}
      onClose={onClose}
      onKey={(event) => {
        if (!event.ctrlKey && !event.metaKey && !event.altKey) keys[event.key]?.();
      }}
      actions={
        <>
          <label className={styles.tick}>
            <input type="checkbox" checked={ticks.has(row)} onChange={() => ticks.toggle(row)} />
            {t('review-ticked')}
          </label>
          <IconButton
            label={t('review-previous')}
            disabled={at === 0}
            icon={<ChevronUp size={18} aria-hidden />}
            onClick={() => go(at - 1)}
          />
          <IconButton
            label={t('review-next')}
            disabled={at >= last}
            icon={<ChevronDown size={18} aria-hidden />}
            onClick={() => go(at + 1)}
          />
        </>
      }
    >
      <Letter key={`${row.folder} ${row.uid}`} folder={row.folder} uid={row.uid} />
    </Viewer>
  );
}

function Letter({ folder, uid }: { folder: string; uid: number }) {
  const t = useT();
  const { data: message, error, refetch } = useMessage(folder, uid);
  if (message)
    return (
      <section aria-label={t('message')} className={styles.letter}>
        <MessageCard message={message} />
        <Link to={`${folderAddress(folder)}/${uid}`}>{t('review-open-in-mail')}</Link>
      </section>
    );
  return error ? (
    <div role="alert" className={styles.letter}>
      <p>{sentenceOf(error, t)}</p>
      <Button onClick={() => void refetch()}>{t('retry')}</Button>
    </div>
  ) : (
    <p role="status" className={styles.letter}>
      {t('loading')}
    </p>
  );
}
