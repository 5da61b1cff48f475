import Info from 'lucide-react/icons/info';
import { useState } from 'react';
import type { SecondFactor } from '../../../shared/second-factor.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordAgain } from '../session/PasswordAgain.tsx';
import { AuthenticatorPart } from './AuthenticatorPart.tsx';
import { PasskeysPart } from './PasskeysPart.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import styles from './SecondFactor.module.css';
import { askEverywhereAgain, isOn, newRecoveryCodes, useSecondFactor } from './second-factor.ts';

/** Two-step sign-in: what is asked for after the password. */
export function SecondFactorSection() {
  const t = useT();
  const { data, error } = useSecondFactor();
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <section aria-labelledby="second-factor" className={styles.section}>
      <h2 id="second-factor">
        {t('second-factor')}{' '}
        {data && (
          <span className={isOn(data) ? styles.on : styles.off}>
            {t(isOn(data) ? 'second-factor-on' : 'second-factor-off')}
          </span>
        )}
      </h2>
      <p className={styles.intro}>{t('second-factor-intro')}</p>
      {error && <p role="alert">{sentenceOf(error, t)}</p>}
      {!data && !error && <p className={styles.intro}>{t('loading')}</p>}
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {data && (
        <div className={styles.parts}>
          <AuthenticatorPart factor={data} onCodes={setCodes} />
          <PasskeysPart factor={data} onCodes={setCodes} />
          {isOn(data) && <RecoveryPart left={data.recoveryLeft} onCodes={setCodes} />}
          {data.trustedDevices > 0 && <DevicesPart count={data.trustedDevices} />}
        </div>
      )}
      {data && isOn(data) && <MailApps />}
    </section>
  );
}

function RecoveryPart({ left, onCodes }: { left: number; onCodes(codes: string[]): void }) {
  const t = useT();
  const [isAsked, setAsked] = useState(false);
  return (
    <div className={styles.part}>
      <div className={styles.what}>
        <h3>{t('recovery-codes')}</h3>
        <p className={left < 2 ? styles.urgent : styles.facts}>
          {t('recovery-codes-left', { count: left })}
        </p>
      </div>
      <Button onClick={() => setAsked(true)}>{t('recovery-codes-make')}</Button>
      {isAsked && (
        <PasswordAgain
          title={t('recovery-codes-make')}
          act={t('recovery-codes-make')}
          onProven={async (password) => onCodes(await newRecoveryCodes(password))}
          onClose={() => setAsked(false)}
        >
          <p>{t('recovery-codes-make-why')}</p>
        </PasswordAgain>
      )}
    </div>
  );
}

function DevicesPart({ count }: { count: SecondFactor['trustedDevices'] }) {
  const t = useT();
  return (
    <div className={styles.part}>
      <div className={styles.what}>
        <h3>{t('trusted-devices-title')}</h3>
        <p className={styles.facts}>{t('trusted-devices', { count })}</p>
      </div>
      <Button onClick={() => void askEverywhereAgain()}>{t('trusted-devices-forget')}</Button>
    </div>
  );
}

/** The second step is the webmail's: said, so that nobody trusts in more than there is. */
function MailApps() {
  const t = useT();
  return (
    <Notice icon={<Info size={18} aria-hidden />} label={t('second-factor-mail-apps-title')}>
      <p>{t('second-factor-mail-apps')}</p>
    </Notice>
  );
}
