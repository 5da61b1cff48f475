import { useEffect, useRef } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useSession } from '../session/session.ts';
import styles from './AppPasswords.module.css';

interface Props {
  name: string;
  secret: string;
  onDone(): void;
}

/** A new app password, the one time it is shown. */
export function NewSecret({ name, secret, onDone }: Props) {
  const t = useT();
  const account = useSession()?.account ?? '';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby="app-password-made" className={styles.once}>
      <h3 id="app-password-made" ref={heading} tabIndex={-1}>
        {t('app-password-made', { name })}
      </h3>
      <p>
        <code className={styles.secret}>{secret}</code>
      </p>
      <p>{t('app-password-made-why', { account })}</p>
      <div className={styles.buttons}>
        <CopyButton
          label={t('app-password-copy')}
          text={secret}
          copied={t('copied')}
          failed={t('copy-failed')}
        />
        <Button look="primary" onClick={onDone}>
          {t('app-password-done')}
        </Button>
      </div>
    </section>
  );
}
