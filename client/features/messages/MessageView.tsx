import type { Folder } from '../../../shared/folders.ts';
import { ApiError } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { useComposing } from '../compose/composing.ts';
import { Attachments } from './Attachments.tsx';
import type { Chosen } from './acts.ts';
import { MessageHeader } from './MessageHeader.tsx';
import { MessageTags } from './MessageTags.tsx';
import { MessageToolbar } from './MessageToolbar.tsx';
import styles from './MessageView.module.css';
import { useMessage } from './messages.ts';
import { useMarkSeen } from './useMarkSeen.ts';

/** The sanitiser comes with it: asked for as soon as the first rows are there. */
const loadBody = () => import('./MessageBody.tsx');
const MessageBody = later(loadBody);

const MessageNotices = later(() => import('./MessageNotices.tsx'));

/** The code of what surrounds a letter, and a frame to write its body into. */
export const preloadMessageBody = async () => {
  await Promise.all([MessageBody.preload(), MessageNotices.preload()]);
  (await loadBody()).prepareBody(null);
};

interface Props {
  folder: Folder | undefined;
  path: string;
  uid: number;
  onBack(): void;
  /** The message goes elsewhere: first the next one is shown, then it is done. */
  onLeave(act: () => void): void;
  onDelete(chosen: Chosen): void;
}

/** One message, whole. */
export function MessageView({ folder, path, uid, onBack, onLeave, onDelete }: Props) {
  const t = useT();
  const { data: message, error, refetch } = useMessage(path, uid);
  const { reply } = useComposing();
  useMarkSeen(message);

  return (
    <article className={styles.view}>
      <MessageToolbar
        folder={folder}
        path={path}
        uid={uid}
        message={message}
        onBack={onBack}
        onLeave={onLeave}
        onDelete={onDelete}
      />
      <div className={styles.scroll}>
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
            <div className={styles.card}>
              <MessageHeader message={message} />
              <MessageNotices key={message.uid} message={message} />
              <div className={styles.body}>
                <MessageBody key={message.uid} message={message} />
              </div>
              <Attachments message={message} />
            </div>
            <div className={styles.answers}>
              <Button onClick={() => reply(message, 'reply')}>{t('reply')}</Button>
              {message.to.length + message.cc.length > 1 && (
                <Button onClick={() => reply(message, 'reply-all')}>{t('reply-all')}</Button>
              )}
              <Button onClick={() => reply(message, 'forward')}>{t('forward')}</Button>
            </div>
          </div>
        )}
      </div>
    </article>
  );
}
