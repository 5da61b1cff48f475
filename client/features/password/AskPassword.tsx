import { type FormEvent, useState } from 'react';
import { leaveUnasked } from '../../api/password-asked.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import Dialog from '../../ui/Dialog.tsx';
import { HiddenUsername } from '../../ui/HiddenUsername.tsx';
import { SecretField } from '../../ui/SecretField.tsx';
import { useSession } from '../session/session.ts';
import { useLeaving } from '../session/useLeaving.tsx';
import styles from './Password.module.css';
import { useRenewSession } from './password.ts';

const stay = () => {};

/** Over the page as it is: letters and what is open stay (fault F-24). It closes when the password is known. */
export default function AskPassword() {
  const t = useT();
  const account = useSession()?.account ?? '';
  const [password, setPassword] = useState('');
  const renewing = useRenewSession();
  const { leave, question, isLeaving } = useLeaving();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    leaveUnasked(false);
    if (password) renewing.mutate(password);
  };
  const signOut = () => {
    leaveUnasked(true);
    void leave(false);
  };
  if (question) return question;
  return (
    <Dialog title={t('password-asked-title')} onClose={stay}>
      <p>{t('password-asked', { account })}</p>
      <form className={styles.ask} onSubmit={submit} noValidate>
        <HiddenUsername account={account} />
        <SecretField
          label={t('password-asked-new')}
          showLabel={t('password-show')}
          hideLabel={t('password-hide')}
          name="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          error={renewing.isError ? sentenceOf(renewing.error, t) : null}
          onChange={({ target }) => {
            setPassword(target.value);
            renewing.reset();
          }}
        />
        <Actions>
          <Button disabled={isLeaving} onClick={signOut}>
            {t('sign-out')}
          </Button>
          <Button type="submit" look="primary" disabled={renewing.isPending}>
            {t('password-asked-go')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
