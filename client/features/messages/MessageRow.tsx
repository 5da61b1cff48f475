import Archive from 'lucide-react/icons/archive';
import Forward from 'lucide-react/icons/forward';
import Mail from 'lucide-react/icons/mail';
import MailOpen from 'lucide-react/icons/mail-open';
import Paperclip from 'lucide-react/icons/paperclip';
import Reply from 'lucide-react/icons/reply';
import Star from 'lucide-react/icons/star';
import TagIcon from 'lucide-react/icons/tag';
import Trash2 from 'lucide-react/icons/trash-2';
import { type MouseEvent, memo, useState } from 'react';
import type { MessageRow as Row } from '../../../shared/messages.ts';
import type { Tag } from '../../../shared/tags.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { useTouch } from '../../ui/useTouch.ts';
import { TagChips } from '../tags/TagChips.tsx';
import { tagsAmong } from '../tags/tags.ts';
import { isStarred, isUnread } from './conversation-rows.ts';
import { offerAsFile } from './drag-out.ts';
import styles from './MessageRow.module.css';
import { namesOf } from './people.ts';

export type RowAct =
  | 'archive'
  | 'delete'
  | 'spam'
  | 'star'
  | 'read'
  | 'mark-read'
  | 'mark-unread'
  | 'move'
  | 'tags';

interface Props {
  /** Where its message is. */
  whereIs(row: Row): { folder: string; uid: number };
  row: Row;
  tags: readonly Tag[];
  /** Place in the whole view, from 0. */
  index: number;
  top: number;
  height: number;
  compact: boolean;
  /** Sent and drafts show who it is for. */
  showsRecipients: boolean;
  /** The name of its folder, where rows of several stand together. */
  place?: string | undefined;
  isOpen: boolean;
  isSelected: boolean;
  isFocused: boolean;
  onOpen(row: Row, event: MouseEvent): void;
  onSelect(row: Row, event: { shiftKey: boolean }): void;
  onAct(row: Row, act: RowAct): void;
  /** The messages that go along when this row is dragged. */
  dragged(row: Row): number[];
}

const SIZE = 18;

export const MessageRow = memo(function MessageRow(props: Props) {
  const { row, index, top, height, compact, isOpen, isSelected, isFocused } = props;
  const t = useT();
  // The buttons are for the row under the pointer or the focus: forty rows need none of theirs.
  const [isNear, setNear] = useState(false);
  const touch = useTouch({
    onSwipe: (towards) => props.onAct(row, towards === 'end' ? 'archive' : 'delete'),
    onHold: () => props.onSelect(row, { shiftKey: false }),
  });
  const { short, long } = useFormats();
  const people = props.showsRecipients ? row.to : (row.conversation?.people ?? row.from);
  const size = row.conversation?.uids.length ?? 1;
  const sender = namesOf(people) || t('no-sender');
  const subject = row.subject || t('no-subject');
  const unread = isUnread(row);
  const starred = isStarred(row);
  const tags = tagsAmong(row.flags, props.tags);
  const name = t(unread ? 'row-unread' : 'row', { sender, subject, date: short(row.date) });
  const classes = [
    styles.row,
    compact && styles.compact,
    unread && styles.unread,
    isOpen && styles.open,
    isSelected && styles.selected,
  ];

  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-label={[name, props.place, ...tags.map((tag) => tag.name)].filter(Boolean).join(', ')}
      aria-selected={isSelected}
      aria-current={isOpen || undefined}
      tabIndex={isFocused ? 0 : -1}
      data-index={index}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)`, blockSize: height }}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData('application/x-sobre-message', props.dragged(row).join() || '0');
        offerAsFile(event.dataTransfer, props.whereIs(row), row.subject);
      }}
      onClick={(event) => props.onOpen(row, event)}
      {...touch}
      onPointerEnter={({ pointerType }) => setNear(pointerType === 'mouse')}
      onPointerLeave={() => setNear(false)}
      onFocus={() => setNear(true)}
      // Between two buttons of the row the focus goes nowhere: a click on the second must find it there.
      onBlur={({ currentTarget, relatedTarget }) =>
        currentTarget.contains(relatedTarget) || setNear(false)
      }
    >
      <span role="gridcell" className={styles.choose}>
        <span className={styles.dot} aria-hidden />
        <input
          type="checkbox"
          aria-label={t('select')}
          tabIndex={-1}
          checked={isSelected}
          onChange={() => {}}
          onClick={(event) => {
            event.stopPropagation();
            props.onSelect(row, event);
          }}
        />
      </span>
      <span role="gridcell" className={styles.sender} dir="auto">
        {sender}
        {size > 1 && <Size count={size} />}
      </span>
      <span role="gridcell" className={styles.words} dir="auto">
        {row.flags.includes('\\Answered') && (
          <Reply size={14} className={styles.sign} aria-label={t('answered')} />
        )}
        {row.flags.includes('$Forwarded') && (
          <Forward size={14} className={styles.sign} aria-label={t('forwarded')} />
        )}
        <TagChips tags={tags} />
        {props.place && <bdi className={styles.place}>{props.place}</bdi>}{' '}
        <span className={styles.subject} data-subject>
          {subject}
        </span>
        {row.preview ? (
          <span className={styles.preview}>
            {' — '}
            <bdi>{row.preview}</bdi>
          </span>
        ) : null}
      </span>
      <span role="gridcell" className={styles.when}>
        {row.hasAttachment && <Paperclip size={14} aria-label={t('attachment')} />}
        {starred && <Star size={14} className={styles.starred} aria-label={t('starred')} />}
        <time
          dateTime={new Date(row.date).toISOString()}
          title={isNear ? long(row.date) : undefined}
        >
          {short(row.date)}
        </time>
      </span>
      {isNear && <Acts row={row} onAct={props.onAct} />}
    </div>
  );
});

function Size({ count }: { count: number }) {
  const t = useT();
  return (
    <span className={styles.size} title={t('message-count', { count })}>
      {count}
    </span>
  );
}

function Acts({ row, onAct }: Pick<Props, 'row' | 'onAct'>) {
  const t = useT();
  const unread = isUnread(row);
  const starred = isStarred(row);
  return (
    <span
      role="gridcell"
      className={styles.acts}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={() => {}}
    >
      <IconButton
        tabIndex={-1}
        label={t('archive')}
        icon={<Archive size={SIZE} aria-hidden />}
        onClick={() => onAct(row, 'archive')}
      />
      <IconButton
        tabIndex={-1}
        label={t('delete')}
        icon={<Trash2 size={SIZE} aria-hidden />}
        onClick={() => onAct(row, 'delete')}
      />
      <IconButton
        tabIndex={-1}
        label={t(unread ? 'mark-read' : 'mark-unread')}
        icon={unread ? <MailOpen size={SIZE} aria-hidden /> : <Mail size={SIZE} aria-hidden />}
        onClick={() => onAct(row, 'read')}
      />
      <IconButton
        tabIndex={-1}
        label={t(starred ? 'unstar' : 'star')}
        icon={<Star size={SIZE} className={starred ? styles.starred : ''} aria-hidden />}
        onClick={() => onAct(row, 'star')}
      />
      <IconButton
        tabIndex={-1}
        label={t('tags')}
        aria-haspopup="menu"
        icon={<TagIcon size={SIZE} aria-hidden />}
        onClick={() => onAct(row, 'tags')}
      />
    </span>
  );
}
