import { useEffect, useRef, useState } from 'react';
import {
  type Message,
  partAddress,
  sourceAddress,
  type TextBody,
} from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './MessageBody.module.css';
import { PlainText } from './PlainText.tsx';
import { type SafeMail, sanitizeMail } from './sanitize.ts';

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
            <PlainText body={body} />
          )}
          {body.truncated && (
            <p className={styles.note}>
              {t('truncated')}{' '}
              <a href={sourceAddress(message.folder, message.uid)} download>
                {t('download-source')}
              </a>
            </p>
          )}
        </div>
      ))}
    </>
  );
}

/** A frame higher than this scrolls inside: no message makes the page endless. */
const MOST_HEIGHT = 20_000;

function HtmlBody({ body, message }: { body: TextBody; message: Message }) {
  const t = useT();
  const frame = useRef<HTMLIFrameElement>(null);
  const [remoteImages, setRemoteImages] = useState(0);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const stops: (() => void)[] = [];
    const write = () => {
      const page = element.contentDocument;
      if (!page?.body || element.contentWindow?.location.pathname !== '/mail-frame') return;
      const mail = sanitizeMail(body.content);
      setRemoteImages(mail.remoteImages);
      fill(page, mail);
      stops.push(followHeight(element, page), showInlineImages(mail, message));
      element.dataset.ready = 'true';
    };
    element.addEventListener('load', write, { once: true });
    if (element.contentDocument?.readyState === 'complete') write();
    return () => {
      element.removeEventListener('load', write);
      for (const stop of stops) stop();
    };
  }, [body.content, message]);

  return (
    <>
      {remoteImages > 0 && (
        <p className={styles.notice}>{t('remote-images', { count: remoteImages })}</p>
      )}
      <div className={styles.paper}>
        <iframe
          ref={frame}
          src="/mail-frame"
          title={t('message-body')}
          // Never scripts: the parent may then read the frame without the message ever acting (security 0.2).
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          className={styles.frame}
          data-message-body
        />
      </div>
    </>
  );
}

const READABLE = `
  html { overflow-x: auto; overflow-y: hidden; color-scheme: light; }
  body { margin: 0; padding: 16px 20px; background: #fff; color: #20242a; font: 15px/23px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: break-word; }
  img { max-width: 100%; height: auto; }
  img:not([src]) { background: #f1efe8; }
  table { max-width: 100%; }
  pre { white-space: pre-wrap; }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid #d6d2c7; color: #5d636b; }
  a { color: #0b6b5d; }
`;

function fill(page: Document, mail: SafeMail) {
  const readable = page.createElement('style');
  readable.textContent = READABLE;
  const own = page.createElement('style');
  own.textContent = mail.styles;
  page.head.replaceChildren(...page.head.querySelectorAll('meta'), readable, own);
  for (const { name } of [...page.body.attributes]) page.body.removeAttribute(name);
  for (const { name, value } of mail.body.attributes) page.body.setAttribute(name, value);
  page.body.replaceChildren(...[...mail.body.childNodes].map((node) => page.adoptNode(node)));
}

/** The parent measures the frame from outside: no script has to run in it. */
function followHeight(element: HTMLIFrameElement, page: Document): () => void {
  const fit = () => {
    const height = Math.min(
      MOST_HEIGHT,
      Math.ceil(page.documentElement.getBoundingClientRect().height),
    );
    element.style.blockSize = `${Math.max(40, height)}px`;
    element.scrolling = height >= MOST_HEIGHT ? 'yes' : 'auto';
  };
  fit();
  const observer = new ResizeObserver(fit);
  observer.observe(page.body);
  return () => observer.disconnect();
}

function showInlineImages(mail: SafeMail, message: Message): () => void {
  const urls: string[] = [];
  let isGone = false;
  for (const { image, contentId } of mail.inlineImages) {
    const file = message.attachments.find(
      (one) => one.contentId === contentId && /^image\/(png|jpe?g|gif|webp)$/.test(one.type),
    );
    if (!file) continue;
    void fetch(partAddress(message.folder, message.uid, file.part))
      .then((response) => (response.ok ? response.blob() : null))
      .then((blob) => {
        if (!blob || isGone) return;
        const url = URL.createObjectURL(blob);
        urls.push(url);
        image.src = url;
      })
      .catch(() => {});
  }
  return () => {
    isGone = true;
    for (const url of urls) URL.revokeObjectURL(url);
  };
}
