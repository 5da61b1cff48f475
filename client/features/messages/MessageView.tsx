import type { Folder } from '../../../shared/folders.ts';
import { ApiError } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { usePreferences } from '../preferences/preferences.ts';
import { type Chosen, chooseOne } from './acts.ts';
import { Conversation } from './Conversation.tsx';
import { MessageCard } from './MessageCard.tsx';
import { MessageTags } from './MessageTags.tsx';
import { MessageToolbar } from './MessageToolbar.tsx';
import styles from './MessageView.module.css';
import { useMessage } from './messages.ts';

interface Props {
  folder: Folder | undefined;
  path: string;
  uid: number;
  /** What leaves with it when it is moved: its conversation, where lists are grouped. */
  chosen?: Chosen;
  onBack(): void;
  /** The message goes elsewhere: first the next one is shown, then it is done. */
  onLeave(act: () => void): void;
  onDelete(chosen: Chosen): void;
}

/** One message, whole, among those of its conversation. */
export function MessageView({ folder, path, uid, chosen, onBack, onLeave, onDelete }: Props) {
  const t = useT();
  const { conversations } = usePreferences();
  const { data: message, error, refetch } = useMessage(path, uid);
  const card = message && <MessageCard message={message} />;

  return (
    <article className={styles.view}>
      <MessageToolbar
        folder={folder}
        path={path}
        uid={uid}
        chosen={chosen ?? chooseOne(path, uid)}
        message={message}
        onBack={onBack}
        onLeave={onLeave}
        onDelete={onDelete}
      />
      <div className={styles.scroll} data-conversation-scroller>
        {error && !message ? (
          <div role="alert" className={styles.trouble}>
            <p>{sentenceOf(error, t)}</p>
            {error instanceof ApiError && error.code === 'message-gone' ? (
              <p>{t('message-gone-hint')}</p>
            ) : (
              <Button onClick={() => void refetch()}>{t('retry')}</Button>
            )}
          </div>
        ) : null}
        {message && (
          <div className={styles.column}>
            <h1 className={styles.subject} dir="auto">
              {message.subject || t('no-subject')}
            </h1>
            <MessageTags message={message} />
            {conversations ? (
              <Conversation folder={path} uid={uid}>
                {card}
              </Conversation>
            ) : (
              card
            )}
          </div>
        )}
      </div>
    </article>
  );
}
