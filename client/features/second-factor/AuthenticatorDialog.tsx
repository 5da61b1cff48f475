import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { confirmAuthenticator, offerAuthenticator } from '../../../shared/second-factor.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { toast } from '../../ui/toasts.ts';
import { PasswordAgain } from '../session/PasswordAgain.tsx';
import { QrCode } from './QrCode.tsx';
import styles from './SecondFactor.module.css';
import { readAgain } from './second-factor.ts';

interface Props {
  title: string;
  /** With recovery codes to keep, when it is the first factor. */
  onDone(recoveryCodes: string[] | null): void;
  onClose(): void;
}

/** Sets an authenticator app up: the password, the QR code, and a first code. */
export function AuthenticatorDialog({ title, onDone, onClose }: Props) {
  const t = useT();
  const [offer, setOffer] = useState<{ secret: string; uri: string } | null>(null);
  if (offer) return <FirstCode {...{ title, onDone, onClose }} {...offer} />;
  return (
    <PasswordAgain
      title={title}
      act={t('continue')}
      onProven={async (password) => setOffer(await call(offerAuthenticator, { password }))}
      goesOn
      onClose={onClose}
    />
  );
}

function FirstCode({
  title,
  secret,
  uri,
  onDone,
  onClose,
}: Props & { secret: string; uri: string }) {
  const t = useT();
  const confirming = useMutation({
    mutationFn: (code: string) => call(confirmAuthenticator, { code }),
    onSuccess: async ({ recoveryCodes }) => {
      toast(t('authenticator-on'));
      await readAgain();
      onDone(recoveryCodes);
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (confirming.isPending) return;
    confirming.mutate(String(new FormData(event.currentTarget).get('code')).trim());
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <p>{t('authenticator-scan')}</p>
        <QrCode text={uri} label={t('authenticator-qr')} />
        <div className={styles.key}>
          <span>{t('authenticator-key')}</span>
          <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton
            label={t('authenticator-copy')}
            text={secret}
            copied={t('copied')}
            failed={t('copy-failed')}
          />
        </div>
        <Field
          label={t('authenticator-first-code')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={9}
          required
          autoFocus
          error={confirming.error && sentenceOf(confirming.error, t)}
        />
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" aria-disabled={confirming.isPending}>
            {t('second-step-confirm')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
