import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { ConversationMessage } from '../../../shared/messages.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './Conversation.module.css';
import { ConversationItem } from './ConversationItem.tsx';
import { useConversation } from './conversations.ts';

/** Earlier messages that are shown without asking, when there are more. */
const SHOWN_EARLIER = 3;
/** Unread messages that are open from the start: each is read, marked as read and drawn in a frame. */
const MOST_OPEN = 10;

interface Props {
  folder: string;
  uid: number;
  /** The message that was opened: shown at once, whatever else its conversation holds. */
  children: ReactNode;
}

/** A message among those of its conversation, oldest first. What comes above it later moves nothing. */
export function Conversation({ folder, uid, children }: Props) {
  const t = useT();
  const { number } = useFormats();
  const [showsAll, setShowsAll] = useState<'no' | 'asked' | 'unread'>('no');
  const [unread, setUnread] = useState<ReadonlySet<string> | null>(null);
  const { data } = useConversation(folder, uid);
  const opened = useSteady(data);
  const messages = data?.messages ?? [];
  const place = messages.findIndex((one) => one.folder === folder && one.row.uid === uid);
  const earlier = messages.slice(0, Math.max(0, place));
  const folded = earlier.length > SHOWN_EARLIER + 1 ? earlier.length - SHOWN_EARLIER : 0;
  // As they stand when the conversation is opened: what arrives later waits, what was read stays.
  if (data && !unread) {
    const found = messages.filter((one, i) => i !== place && isUnseen(one)).map(keyOf);
    setUnread(new Set(found.slice(-MOST_OPEN)));
    if (earlier.slice(0, folded).some(isUnseen)) setShowsAll('unread');
  }
  const shown = showsAll === 'no' ? earlier.slice(folded) : earlier;
  const itemOf = (one: ConversationMessage, i: number) => (
    <ConversationItem
      key={keyOf(one)}
      item={one}
      startsOpen={unread?.has(keyOf(one)) ?? false}
      startsFocused={showsAll === 'asked' && i === 0}
    />
  );

  return (
    <>
      {data && data.more > 0 && (
        <p className={styles.more}>{t('conversation-more', { count: data.more })}</p>
      )}
      {shown.length < earlier.length && (
        <Button look="plain" className={styles.fold} onClick={() => setShowsAll('asked')}>
          {t('conversation-earlier', { count: number(earlier.length - shown.length) })}
        </Button>
      )}
      {unread && shown.map(itemOf)}
      <div ref={opened} className={styles.main} data-opened>
        {children}
      </div>
      {place >= 0 && unread && messages.slice(place + 1).map((one) => itemOf(one, -1))}
    </>
  );
}

const keyOf = ({ folder, row }: ConversationMessage) => `${folder}\0${row.uid}`;
const isUnseen = ({ row }: ConversationMessage) => !row.flags.includes('\\Seen');

/** Keeps the opened message where it is in sight when others are put above it. */
function useSteady(data: unknown) {
  const element = useRef<HTMLDivElement>(null);
  const top = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other messages are what calls for it
  useLayoutEffect(() => {
    const opened = element.current;
    const scroller = opened?.closest('[data-conversation-scroller]');
    if (!opened || !scroller) return;
    const now = opened.offsetTop;
    if (top.current !== null && now !== top.current) scroller.scrollTop += now - top.current;
    top.current = now;
  }, [data]);
  return element;
}
