import Star from 'lucide-react/icons/star';
import { type MouseEvent, memo } from 'react';
import type { ReviewRow } from '../../../shared/storage-map.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { FileTypes } from './FileTypes.tsx';
import styles from './ReviewLine.module.css';

interface Props {
  /** Undefined while it is on its way. */
  row: ReviewRow | undefined;
  index: number;
  top: number;
  isTicked: boolean;
  isFocused: boolean;
  onTick(index: number, event: MouseEvent): void;
  onOpen(index: number): void;
}

/** One message of those meant: who, what, when, and how much it weighs. */
export const ReviewLine = memo(function ReviewLine(props: Props) {
  const { row, index, top, isTicked, isFocused, onTick, onOpen } = props;
  const t = useT();
  const { short, bytes } = useFormats();
  const place = {
    'aria-rowindex': index + 1,
    'data-index': index,
    tabIndex: isFocused ? 0 : -1,
    style: { transform: `translateY(${top}px)` },
  };
  if (!row)
    return (
      <div role="row" {...place} className={styles.row}>
        <span role="gridcell" className={styles.bone} />
      </div>
    );
  const sender = row.from.name || row.from.address || t('no-sender');
  const subject = row.subject || t('no-subject');
  const words = { sender, subject, date: short(row.received), size: bytes(row.size) };
  return (
    <div
      role="row"
      {...place}
      className={styles.row}
      data-unticked={!isTicked || undefined}
      aria-selected={isTicked}
      aria-label={t(row.starred ? 'review-row-starred' : 'review-row', words)}
      onClick={() => onOpen(index)}
    >
      <span
        role="gridcell"
        className={styles.tick}
        onClick={(event) => {
          event.stopPropagation();
          onTick(index, event);
        }}
      >
        <input
          type="checkbox"
          aria-label={t('select')}
          tabIndex={-1}
          checked={isTicked}
          onChange={() => {}}
        />
      </span>
      <span role="gridcell" className={styles.sender} dir="auto">
        {row.starred && <Star size={14} className={styles.star} aria-hidden />}
        {sender}
      </span>
      <span role="gridcell" className={styles.size}>
        {words.size}
      </span>
      <span role="gridcell" className={styles.subject} dir="auto">
        {subject}
      </span>
      <span role="gridcell" className={styles.when}>
        <FileTypes files={row.files} />
        <time dateTime={new Date(row.received).toISOString()}>{words.date}</time>
      </span>
    </div>
  );
});
