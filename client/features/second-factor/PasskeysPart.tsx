import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import type { Passkey, SecondFactor } from '../../../shared/second-factor.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { PasswordAgain } from '../session/PasswordAgain.tsx';
import styles from './SecondFactor.module.css';
import { dropPasskey, factorCount, newPasskey } from './second-factor.ts';
import { knowsPasskeys, sentenceOfPasskey } from './webauthn.ts';

interface Props {
  factor: SecondFactor;
  onCodes(codes: string[]): void;
}

/** Fingers, faces and security keys. */
export function PasskeysPart({ factor, onCodes }: Props) {
  const t = useT();
  const [isAdding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<Passkey | null>(null);
  const { passkeys } = factor;
  return (
    <div className={styles.part}>
      <div className={styles.what}>
        <h3>{t('passkeys')}</h3>
        <p className={styles.facts}>
          {t(knowsPasskeys() ? 'passkeys-none' : 'passkeys-unsupported')}
        </p>
      </div>
      {knowsPasskeys() && <Button onClick={() => setAdding(true)}>{t('passkey-add')}</Button>}
      {passkeys.length > 0 && (
        <ul aria-label={t('passkeys')} className={styles.list}>
          {passkeys.map((one) => (
            <PasskeyLine key={one.id} one={one} onRemove={() => setRemoved(one)} />
          ))}
        </ul>
      )}
      {isAdding && (
        <PasswordAgain
          title={t('passkey-add')}
          act={t('continue')}
          sentence={sentenceOfPasskey}
          onProven={async (password, form) => {
            const codes = await newPasskey(password, String(form.get('name')).trim());
            if (codes) onCodes(codes);
          }}
          onClose={() => setAdding(false)}
        >
          <Field
            label={t('passkey-name')}
            name="name"
            placeholder={t('passkey-name-example')}
            autoComplete="off"
            maxLength={100}
            pattern=".*\S.*"
            required
            autoFocus
          />
        </PasswordAgain>
      )}
      {removed && (
        <PasswordAgain
          title={t('passkey-remove-name', { name: removed.name })}
          act={t('passkey-remove')}
          look="danger"
          onProven={(password) => dropPasskey(password, removed)}
          onClose={() => setRemoved(null)}
        >
          {factorCount(factor) === 1 && <p>{t('last-factor')}</p>}
        </PasswordAgain>
      )}
    </div>
  );
}

function PasskeyLine({ one, onRemove }: { one: Passkey; onRemove(): void }) {
  const t = useT();
  const { short } = useFormats();
  const { name, createdAt, usedAt } = one;
  return (
    <li>
      <div className={styles.what}>
        <bdi className={styles.name}>{name}</bdi>
        <p className={styles.facts}>
          {t('since-date', { date: short(createdAt) })} ·{' '}
          {usedAt === null ? t('used-never') : t('used-date', { date: short(usedAt) })}
        </p>
      </div>
      <IconButton
        label={t('passkey-remove-name', { name })}
        icon={<Trash2 size={16} aria-hidden />}
        onClick={onRemove}
      />
    </li>
  );
}
