import { useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './MailLinksChoice.module.css';

/** Makes this page the one that opens mail links of other pages, where the browser can. */
export function MailLinksChoice() {
  const t = useT();
  const [isAsked, setAsked] = useState(false);
  if (!('registerProtocolHandler' in navigator)) return null;
  return (
    <section className={styles.choice}>
      <h3>{t('mail-links')}</h3>
      <p>{t('mail-links-hint')}</p>
      <Button
        onClick={() => {
          navigator.registerProtocolHandler('mailto', `${location.origin}/compose?mailto=%s`);
          setAsked(true);
        }}
      >
        {t('mail-links-use')}
      </Button>
      <p role="status">{isAsked && t('mail-links-asked')}</p>
    </section>
  );
}
