import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Message, TextBody } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useChoose, usePreferences } from '../preferences/preferences.ts';
import { BodySwitch } from './BodySwitch.tsx';
import { followFrame } from './frame-events.ts';
import { lendFrame, takeFrameBack } from './frames.ts';
import { showInlineImages } from './inline-pictures.ts';
import styles from './MessageBody.module.css';
import { followHeight, frameDocument, writeMail } from './mail-frame.ts';
import { rememberDark } from './paper.ts';
import { takeMail } from './prepared.ts';
import { RemoteNotice } from './RemoteNotice.tsx';
import { showRemotePictures } from './remote-pictures.ts';
import type { SafeMail } from './sanitize.ts';
import { Truncated } from './Truncated.tsx';
import { useImagesShown } from './useImagesShown.ts';
import { useIsDark, useMailLook } from './useMailLook.ts';

/** One HTML text of a message, in a frame that runs nothing and asks nobody. */
export function HtmlBody({ body, message }: { body: TextBody; message: Message }) {
  const t = useT();
  const mayShow = useImagesShown(message);
  const [isAllowed, setAllowed] = useState(false);
  const [missing, setMissing] = useState(0);
  const [link, setLink] = useState<string | null>(null);
  const { slot, mail } = useMailFrame(body, message, setLink);
  const isShown = isAllowed || mayShow;

  useEffect(() => {
    if (!mail || !isShown) return;
    return showRemotePictures(mail, setMissing);
  }, [mail, isShown]);

  return (
    <div className={styles.html}>
      <ColoursSwitch isDarkened={mail?.isDark ?? false} />
      {mail && (
        <RemoteNotice
          message={message}
          mail={mail}
          isShown={isShown}
          missing={missing}
          onShow={() => setAllowed(true)}
        />
      )}
      {mail && mail.misnamedLinks > 0 && (
        <p className={styles.warning}>{t('misnamed-links', { count: mail.misnamedLinks })}</p>
      )}
      <div ref={slot} className={styles.slot} />
      {(body.truncated || mail?.isCut) && <Truncated message={message} />}
      <p className={styles.status} aria-hidden>
        {link && <span data-link-address>{link}</span>}
      </p>
    </div>
  );
}

/** Borrows a frame for as long as the text is on screen, and writes the text into it. */
function useMailFrame(body: TextBody, message: Message, onLink: (link: string | null) => void) {
  const t = useT();
  const slot = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<HTMLIFrameElement | null>(null);
  const [mail, setMail] = useState<SafeMail | null>(null);
  const look = useMailLook();
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
    let stops: (() => void)[] = [];
    const write = () => {
      const page = frameDocument(frame);
      if (!page) return;
      for (const stop of stops) stop();
      const written = takeMail(body.content, look);
      writeMail(page, written, look.letters);
      rememberDark(frame, written.isDark ? body.content : null);
      stops = [
        followHeight(frame, page),
        showInlineImages(written, { folder, uid, attachments }),
        followFrame(frame, page, onLink),
      ];
      frame.dataset.ready = 'true';
      setMail(written);
    };
    frame.addEventListener('load', write);
    write();
    return () => {
      frame.removeEventListener('load', write);
      for (const stop of stops) stop();
    };
  }, [frame, body.content, look, folder, uid, attachments, onLink]);
  return { slot, mail };
}

/** In the dark theme: back to the paper that the sender wrote on. */
function ColoursSwitch({ isDarkened }: { isDarkened: boolean }) {
  const t = useT();
  const preferences = usePreferences();
  const choose = useChoose();
  const isDark = useIsDark();
  // A letter that is dark by design has nothing to go back to.
  if (!isDark || !(isDarkened || preferences.originalColours)) return null;
  return (
    <BodySwitch
      label={t('original-colours')}
      isOn={preferences.originalColours}
      onSwitch={(originalColours) => choose.mutate({ originalColours })}
    />
  );
}
