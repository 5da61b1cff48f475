import ChevronUp from 'lucide-react/icons/chevron-up';
import { useEffect, useRef, useState } from 'react';
import type { ConversationMessage } from '../../../shared/messages.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { folderLabel, useFolder } from '../folders/folders.ts';
import styles from './Conversation.module.css';
import { MessageCard } from './MessageCard.tsx';
import { useMessage } from './messages.ts';
import { namesOf } from './people.ts';

interface Props {
  item: ConversationMessage;
  startsOpen: boolean;
  /** It comes into sight because somebody asked: the keyboard goes on from here. */
  startsFocused: boolean;
}

/** Another message of the conversation: one line until it is asked for. */
export function ConversationItem({ item, startsOpen, startsFocused }: Props) {
  const [isOpen, setOpen] = useState(startsOpen);
  const [isFocused, setFocused] = useState(startsFocused);
  const turn = (open: boolean) => () => {
    setOpen(open);
    setFocused(true);
  };
  if (isOpen) return <OpenItem item={item} isFocused={isFocused} onClose={turn(false)} />;
  return <ClosedItem item={item} isFocused={isFocused} onOpen={turn(true)} />;
}

function ClosedItem({
  item: { folder, row },
  isFocused,
  onOpen,
}: {
  item: ConversationMessage;
  isFocused: boolean;
  onOpen(): void;
}) {
  const t = useT();
  const { short, long } = useFormats();
  const place = useFolder(folder);
  const isSent = place?.specialUse === 'sent';
  const button = useFocus(isFocused);
  return (
    <button
      ref={button}
      type="button"
      className={styles.item}
      aria-expanded={false}
      onClick={onOpen}
    >
      {!row.flags.includes('\\Seen') && (
        <span role="img" aria-label={t('conversation-unread')} className={styles.dot} />
      )}
      <span className={styles.sender}>{namesOf(row.from) || t('no-sender')}</span>
      {isSent && <span className={styles.place}>{folderLabel(place, t)}</span>}
      <span className={styles.preview} dir="auto">
        {row.preview}
      </span>
      <time
        className={styles.date}
        dateTime={new Date(row.date).toISOString()}
        title={long(row.date)}
      >
        {short(row.date)}
      </time>
    </button>
  );
}

function OpenItem({
  item: { folder, row },
  isFocused,
  onClose,
}: {
  item: ConversationMessage;
  isFocused: boolean;
  onClose(): void;
}) {
  const t = useT();
  const { data: message, error, refetch } = useMessage(folder, row.uid);
  const button = useFocus(isFocused && Boolean(message));
  if (message)
    return (
      <div className={styles.opened}>
        <MessageCard
          message={message}
          aside={
            <IconButton
              ref={button}
              className={styles.close}
              label={t('conversation-close')}
              aria-expanded
              icon={<ChevronUp size={18} aria-hidden />}
              onClick={onClose}
            />
          }
        />
      </div>
    );
  return (
    <div className={styles.waiting} role={error ? 'alert' : undefined} aria-busy={!error}>
      {error && (
        <>
          <p>{sentenceOf(error, t)}</p>
          <Button onClick={() => void refetch()}>{t('retry')}</Button>
        </>
      )}
    </div>
  );
}

/** The button that was pressed gives way to another: the keyboard finds that one. */
function useFocus(isWanted: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isWanted) button.current?.focus({ preventScroll: true });
  }, [isWanted]);
  return button;
}
