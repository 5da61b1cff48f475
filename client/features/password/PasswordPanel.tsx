import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useSession } from '../session/session.ts';
import styles from './Password.module.css';
import { PasswordForm } from './PasswordForm.tsx';
import { passwordQuery } from './password.ts';

/** The password of the mailbox: changed here, or told where. */
export default function PasswordPanel() {
  const t = useT();
  const account = useSession()?.account;
  const { data, error } = useQuery(passwordQuery);
  if (error && !data) return <p role="alert">{sentenceOf(error, t)}</p>;
  if (!data || !account) return <p className={styles.quiet}>{t('loading')}</p>;
  if (data.canChange) return <PasswordForm account={account} terms={data} />;
  const domain = account.slice(account.lastIndexOf('@') + 1);
  return (
    <div className={styles.elsewhere}>
      <p>{t('password-elsewhere')}</p>
      {data.elsewhere ? (
        <p>
          <a href={data.elsewhere} target="_blank" rel="noreferrer">
            {t('password-elsewhere-link', { host: new URL(data.elsewhere).host })}
          </a>
        </p>
      ) : (
        <p>{t('password-elsewhere-ask', { domain })}</p>
      )}
    </div>
  );
}
