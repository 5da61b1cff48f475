import type { ReactNode } from 'react';
import type { Message } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { listAddress } from '../compose/answers/answer.ts';
import { useComposing } from '../compose/composing.ts';
import { Attachments } from './Attachments.tsx';
import { MessageHeader } from './MessageHeader.tsx';
import styles from './MessageView.module.css';
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

/** One letter: who and when, what is to be said of it, its words and files, and the ways to answer. */
export function MessageCard({ message, aside }: { message: Message; aside?: ReactNode }) {
  const t = useT();
  const { reply, edit } = useComposing();
  useMarkSeen(message);

  return (
    <>
      <div className={styles.card}>
        {aside}
        <MessageHeader message={message} />
        <MessageNotices key={message.uid} message={message} />
        <div className={styles.body}>
          <MessageBody key={message.uid} message={message} />
        </div>
        <Attachments message={message} />
      </div>
      <div className={styles.answers}>
        {message.flags.includes('\\Draft') && (
          <Button look="primary" onClick={() => void edit(message.folder, message.uid)}>
            {t('edit-draft')}
          </Button>
        )}
        <Button onClick={() => reply(message, 'reply')}>{t('reply')}</Button>
        {message.to.length + message.cc.length > 1 && (
          <Button onClick={() => reply(message, 'reply-all')}>{t('reply-all')}</Button>
        )}
        {listAddress(message) && (
          <Button onClick={() => reply(message, 'reply-list')}>{t('reply-list')}</Button>
        )}
        <Button onClick={() => reply(message, 'forward')}>{t('forward')}</Button>
      </div>
    </>
  );
}
