import type { Message } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { useChoose, usePreferences } from '../preferences/preferences.ts';
import { imageSourcesOf } from './image-sources.ts';
import styles from './MessageBody.module.css';
import { wanted } from './remote-pictures.ts';
import type { SafeMail } from './sanitize.ts';

interface Props {
  message: Message;
  mail: SafeMail;
  isShown: boolean;
  /** Pictures that did not come. */
  missing: number;
  onShow(): void;
}

/** What a message asked of other servers, and whether they may be asked. */
export function RemoteNotice({ message, mail, isShown, missing, onShow }: Props) {
  const t = useT();
  const trackers = mail.remote.filter(({ isTracker }) => isTracker).length;
  const canShow = wanted(mail).length > 0;
  if (isShown) {
    const words = [
      missing > 0 && t('remote-missing', { count: missing }),
      trackers > 0 && t('remote-trackers-kept', { count: trackers }),
    ].filter(Boolean);
    return words.length ? <p className={styles.quiet}>{words.join(' ')}</p> : null;
  }
  if (!mail.remoteImages) return null;
  return (
    <div className={styles.notice}>
      <p>
        {t('remote-images', { count: mail.remoteImages })}{' '}
        {trackers > 0 && <strong>{t('remote-trackers', { count: trackers })}</strong>}{' '}
        {t('remote-why')}
      </p>
      {canShow && (
        <div className={styles.choices}>
          <Button onClick={onShow}>{t('show-images')}</Button>
          <Always message={message} />
        </div>
      )}
    </div>
  );
}

function Always({ message }: { message: Message }) {
  const t = useT();
  const preferences = usePreferences();
  const choose = useChoose();
  const sources = imageSourcesOf(message);
  const allow = (source: string) =>
    choose.mutate({ imagesFrom: [...preferences.imagesFrom, source].slice(-1000) });
  const entries = sources && [
    {
      id: 'sender',
      label: t('images-always-sender', { name: sources.address }),
      act: () => allow(sources.address),
    },
    {
      id: 'domain',
      label: t('images-always-domain', { name: sources.domain.slice(1) }),
      act: () => allow(sources.domain),
    },
  ];
  const always = useMenu(t('images-always'), () => [{ id: 'always', entries: entries ?? [] }]);
  if (!entries) return null;
  return (
    <>
      <Button ref={always.ref} look="plain" aria-haspopup="menu" onClick={always.open}>
        {t('images-always')}
      </Button>
      {always.menu}
    </>
  );
}
