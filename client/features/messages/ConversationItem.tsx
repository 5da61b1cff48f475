import ChevronUp from 'lucide-react/icons/chevron-up';
import { useState } from 'react';
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

/** Another message of the conversation: one line until it is asked for. Unread ones are open. */
export function ConversationItem({ item }: { item: ConversationMessage }) {
  const [isOpen, setOpen] = useState(!item.row.flags.includes('\\Seen'));
  if (isOpen) return <OpenItem item={item} onClose={() => setOpen(false)} />;
  return <ClosedItem item={item} onOpen={() => setOpen(true)} />;
}

function ClosedItem({
  item: { folder, row },
  onOpen,
}: {
  item: ConversationMessage;
  onOpen(): void;
}) {
  const t = useT();
  const { short, long } = useFormats();
  const place = useFolder(folder);
  const isSent = place?.specialUse === 'sent';
  return (
    <button type="button" className={styles.item} aria-expanded={false} onClick={onOpen}>
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
  onClose,
}: {
  item: ConversationMessage;
  onClose(): void;
}) {
  const t = useT();
  const { data: message, error, refetch } = useMessage(folder, row.uid);
  if (message)
    return (
      <div className={styles.opened}>
        <MessageCard
          message={message}
          aside={
            <IconButton
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
