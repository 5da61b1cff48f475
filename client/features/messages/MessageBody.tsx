import { type Message, sourceAddress } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { warmFrame } from './frames.ts';
import { HtmlBody } from './HtmlBody.tsx';
import styles from './MessageBody.module.css';
import { PlainBody } from './PlainBody.tsx';
import { prepareMail } from './prepared.ts';
import type { MailLook } from './sanitize.ts';

/** What a message needs to be shown, made ready while there is time; null is any message. */
export function prepareBody(message: Message | null, look: MailLook = {}) {
  warmFrame();
  const html = message?.bodies.find(({ type }) => type === 'text/html');
  if (html) prepareMail(html.content, look);
}

/** Every text of a message, each in a place of its own: parts are never joined (security S-50). */
export default function MessageBody({ message }: { message: Message }) {
  const t = useT();
  if (!message.bodies.length)
    return (
      <p className={styles.note} data-message-body>
        {t('no-text')}{' '}
        {!message.attachments.length && (
          <a href={sourceAddress(message.folder, message.uid)} download>
            {t('download-source')}
          </a>
        )}
      </p>
    );
  return (
    <>
      {message.bodies.map((body) => (
        <div key={body.part} className={styles.part}>
          {body.type === 'text/html' ? (
            <HtmlBody body={body} message={message} />
          ) : (
            <PlainBody body={body} message={message} />
          )}
        </div>
      ))}
    </>
  );
}
