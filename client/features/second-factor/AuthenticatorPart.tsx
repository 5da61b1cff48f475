import { useState } from 'react';
import type { SecondFactor } from '../../../shared/second-factor.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { PasswordAgain } from '../session/PasswordAgain.tsx';
import { AuthenticatorDialog } from './AuthenticatorDialog.tsx';
import styles from './SecondFactor.module.css';
import { dropAuthenticator, factorCount } from './second-factor.ts';

interface Props {
  factor: SecondFactor;
  onCodes(codes: string[]): void;
}

/** The app on a phone that makes codes. */
export function AuthenticatorPart({ factor, onCodes }: Props) {
  const t = useT();
  const { short } = useFormats();
  const [open, setOpen] = useState<'set-up' | 'remove' | null>(null);
  const since = factor.authenticatorSince;
  const close = () => setOpen(null);
  const name = t(since === null ? 'authenticator-set-up' : 'authenticator-replace');
  return (
    <div className={styles.part}>
      <div className={styles.what}>
        <h3>{t('authenticator')}</h3>
        <p className={styles.facts}>
          {since === null
            ? t('authenticator-none')
            : t('authenticator-since', { date: short(since) })}
        </p>
      </div>
      <Button onClick={() => setOpen('set-up')}>{name}</Button>
      {since !== null && (
        <Button look="danger" onClick={() => setOpen('remove')}>
          {t('authenticator-remove')}
        </Button>
      )}
      {open === 'set-up' && (
        <AuthenticatorDialog
          title={name}
          onDone={(codes) => {
            close();
            if (codes) onCodes(codes);
          }}
          onClose={close}
        />
      )}
      {open === 'remove' && (
        <PasswordAgain
          title={t('authenticator-remove')}
          act={t('authenticator-remove')}
          look="danger"
          onProven={dropAuthenticator}
          onClose={close}
        >
          {factorCount(factor) === 1 && <p>{t('last-factor')}</p>}
        </PasswordAgain>
      )}
    </div>
  );
}
