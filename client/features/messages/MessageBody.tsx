import { useLayoutEffect, useRef, useState } from 'react';
import {
  type Message,
  partAddress,
  sourceAddress,
  type TextBody,
} from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { lendFrame, takeFrameBack, warmFrame } from './frames.ts';
import styles from './MessageBody.module.css';
import { followHeight, frameDocument, writeMail } from './mail-frame.ts';
import { PlainText } from './PlainText.tsx';
import { prepareMail, takeMail } from './prepared.ts';
import type { SafeMail } from './sanitize.ts';

/** What a message needs to be shown, made ready while there is time; null is any message. */
export function prepareBody(message: Message | null) {
  warmFrame();
  const html = message?.bodies.find(({ type }) => type === 'text/html');
  if (html) prepareMail(html.content);
}

/** Every text of a message, each in a place of its own: parts are never joined (security S-50). */
export default function MessageBody({ message }: { message: Message }) {
  const t = useT();
  if (!message.bodies.length)
    return (
      <p className={styles.note} data-message-body>
        {t('no-text')}
      </p>
    );
  return (
    <>
      {message.bodies.map((body) => (
        <div key={body.part} className={styles.part}>
          {body.type === 'text/html' ? (
            <HtmlBody body={body} message={message} />
          ) : (
            <>
              <PlainText body={body} />
              {body.truncated && <Truncated message={message} />}
            </>
          )}
        </div>
      ))}
    </>
  );
}

function Truncated({ message }: { message: Message }) {
  const t = useT();
  return (
    <p className={styles.note}>
      {t('truncated')}{' '}
      <a href={sourceAddress(message.folder, message.uid)} download>
        {t('download-source')}
      </a>
    </p>
  );
}

function HtmlBody({ body, message }: { body: TextBody; message: Message }) {
  const t = useT();
  const slot = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<HTMLIFrameElement | null>(null);
  const [{ remoteImages, isCut }, setLeftOut] = useState({ remoteImages: 0, isCut: false });
  const { folder, uid, attachments } = message;
  const title = t('message-body');

  useLayoutEffect(() => {
    const lent = lendFrame(slot.current!);
    lent.className = styles.frame!;
    lent.dataset.messageBody = '';
    setFrame(lent);
    return () => takeFrameBack(lent);
  }, []);
  useLayoutEffect(() => {
    if (frame) frame.title = title;
  }, [frame, title]);

  // Before the page is drawn, so that heading and text appear together. Flags change while a message
  // is open: only what is shown writes the frame again.
  useLayoutEffect(() => {
    if (!frame) return;
    let stop = () => {};
    const write = () => {
      const page = frameDocument(frame);
      if (!page) return;
      stop();
      const mail = takeMail(body.content);
      setLeftOut({ remoteImages: mail.remoteImages, isCut: mail.isCut });
      writeMail(page, mail);
      const stopFollowing = followHeight(frame, page);
      const forget = showInlineImages(mail, { folder, uid, attachments });
      stop = () => {
        stopFollowing();
        forget();
      };
      frame.dataset.ready = 'true';
    };
    frame.addEventListener('load', write);
    write();
    return () => {
      frame.removeEventListener('load', write);
      stop();
    };
  }, [frame, body.content, folder, uid, attachments]);

  return (
    <>
      {remoteImages > 0 && (
        <p className={styles.notice}>{t('remote-images', { count: remoteImages })}</p>
      )}
      <div ref={slot} className={styles.slot} />
      {(body.truncated || isCut) && <Truncated message={message} />}
    </>
  );
}

type Files = Pick<Message, 'folder' | 'uid' | 'attachments'>;

/** Fetches the pictures that came with the message, each once, into `blob:` addresses. Answers how to let go. */
function showInlineImages(mail: SafeMail, { folder, uid, attachments }: Files): () => void {
  const urls: string[] = [];
  let isGone = false;
  const show = async (part: string, images: Element[]) => {
    const response = await fetch(partAddress(folder, uid, part));
    if (!response.ok) return;
    const blob = await response.blob();
    if (isGone) return;
    const url = URL.createObjectURL(blob);
    urls.push(url);
    for (const image of images) image.setAttribute('src', url);
  };
  for (const { part, type, contentId } of attachments) {
    if (!contentId || !/^image\/(png|jpe?g|gif|webp)$/i.test(type)) continue;
    const images = mail.inlineImages.filter((one) => one.contentId === contentId);
    // A picture that does not come leaves its place empty: the file is still listed below.
    if (images.length)
      void show(
        part,
        images.map(({ image }) => image),
      ).catch(() => {});
  }
  return () => {
    isGone = true;
    for (const url of urls) URL.revokeObjectURL(url);
  };
}
