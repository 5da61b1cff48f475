import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import type { AppPassword } from '../../../shared/app-passwords.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { PasswordAgain } from '../session/PasswordAgain.tsx';
import styles from './AppPasswords.module.css';
import { newAppPassword, useAppPasswords } from './app-passwords.ts';
import { NewSecret } from './NewSecret.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

/** A password for each phone and mail program. */
export function AppPasswordsSection() {
  const t = useT();
  const { data, error } = useAppPasswords();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const [revoked, setRevoked] = useState<AppPassword | null>(null);
  return (
    <section aria-labelledby="app-passwords" className={styles.section}>
      <h2 id="app-passwords">{t('app-passwords')}</h2>
      <p className={styles.intro}>
        {t(data?.offered === false ? 'app-passwords-not-here' : 'app-passwords-intro')}
      </p>
      {error && <p role="alert">{sentenceOf(error, t)}</p>}
      {!data && !error && <p className={styles.intro}>{t('loading')}</p>}
      {made && <NewSecret {...made} onDone={() => setMade(null)} />}
      {data?.offered && <List all={data.appPasswords} onRevoke={setRevoked} />}
      {data?.offered && (
        <Button icon={<Plus size={16} aria-hidden />} onClick={() => setMaking(true)}>
          {t('app-password-new')}
        </Button>
      )}
      {isMaking && (
        <PasswordAgain
          title={t('app-password-new')}
          act={t('app-password-make')}
          onProven={async (password, form) => {
            const name = String(form.get('name')).trim();
            setMade({ name, secret: await newAppPassword(password, name) });
          }}
          onClose={() => setMaking(false)}
        >
          <Field
            label={t('app-password-name')}
            name="name"
            placeholder={t('app-password-name-example')}
            autoComplete="off"
            maxLength={100}
            pattern=".*\S.*"
            required
            autoFocus
          />
        </PasswordAgain>
      )}
      {revoked && <RevokeDialog one={revoked} onClose={() => setRevoked(null)} />}
    </section>
  );
}

interface ListProps {
  all: AppPassword[];
  onRevoke(one: AppPassword): void;
}

function List({ all, onRevoke }: ListProps) {
  const t = useT();
  const { short } = useFormats();
  if (all.length === 0) return <p className={styles.intro}>{t('app-passwords-none')}</p>;
  return (
    <ul aria-label={t('app-passwords')} className={styles.list}>
      {all.map((one) => (
        <li key={one.id}>
          <div className={styles.what}>
            <bdi className={styles.name}>{one.name}</bdi>
            <p className={styles.facts}>
              {t('since-date', { date: short(one.createdAt) })} ·{' '}
              {one.usedAt === null ? t('used-never') : t('used-date', { date: short(one.usedAt) })}
            </p>
          </div>
          <Button
            aria-label={t('app-password-revoke-name', { name: one.name })}
            onClick={() => onRevoke(one)}
          >
            {t('app-password-revoke')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
