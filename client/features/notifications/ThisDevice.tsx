import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../i18n/errors.ts';
import { type Translate, useT } from '../../i18n/i18n.tsx';
import { Checks } from '../../ui/Checks.tsx';
import styles from './Notifications.module.css';
import { turnOff, turnOn, useIsOn, usePermission } from './on-device.ts';
import { canPush, PushTrouble, pushQuery, useAddPush, useRemovePush } from './push.ts';

/** The two switches of this browser: with a page open, and with none. */
export function ThisDevice() {
  const t = useT();
  const isOn = useIsOn();
  const permission = usePermission();
  const [wasRefused, setRefused] = useState(false);
  const { data, error } = useQuery({ ...pushQuery, staleTime: 0 });
  const adding = useAddPush();
  const removing = useRemovePush();
  const here = data?.devices.find(({ current }) => current);
  const key = canPush() ? data?.key : null;
  const trouble = error ?? adding.error ?? removing.error;
  if (permission === 'unsupported') {
    return (
      <section className={styles.remark} aria-label={t('notify-here')}>
        {t(isSecureContext ? 'notify-unsupported' : 'notify-insecure')}
      </section>
    );
  }

  const switchOpen = async (on: boolean) => {
    setRefused(on && !(await turnOn()));
    if (!on) turnOff();
  };
  const switchClosed = (on: boolean) => {
    adding.reset();
    removing.reset();
    if (on && key) adding.mutate(key);
    if (!on && here) removing.mutate(here);
  };
  return (
    <>
      <Checks
        label={t('notify-here')}
        options={[
          {
            label: t('notify-open'),
            checked: isOn,
            onChange: (on) => void switchOpen(on),
          },
          ...(key
            ? [
                {
                  label: t('notify-closed'),
                  // Before the bridge has answered it shows what was asked for.
                  checked: adding.isPending || (here !== undefined && !removing.isPending),
                  onChange: switchClosed,
                },
              ]
            : []),
        ]}
      />
      {(permission === 'denied' || wasRefused) && (
        <p role="alert" className={styles.trouble}>
          {t('notify-denied')} {t(`notify-denied-${browserKind()}`)}
        </p>
      )}
      {trouble && permission !== 'denied' && (
        <p role="alert" className={styles.trouble}>
          {troubleSentence(trouble, t)}
        </p>
      )}
      <p className={styles.honest}>{remarkOf(data?.key, t)}</p>
    </>
  );
}

/** What push costs is said where it is switched on: the password is kept, and a third party carries it. */
function remarkOf(key: string | null | undefined, t: Translate): string {
  if (key === null) return t('push-off-here');
  return t(canPush() ? 'push-honest' : 'push-unsupported');
}

const troubleSentence = (error: unknown, t: Translate) =>
  error instanceof PushTrouble ? t(`push-trouble-${error.reason}`) : sentenceOf(error, t);

/** Each keeps the permission in another place. */
function browserKind(): 'chrome' | 'firefox' | 'safari' {
  const { userAgent } = navigator;
  if (/Firefox\//.test(userAgent)) return 'firefox';
  return /Chrom(e|ium)\//.test(userAgent) ? 'chrome' : 'safari';
}
