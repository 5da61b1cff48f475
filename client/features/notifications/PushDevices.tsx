import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { deviceName } from '../session/user-agent.ts';
import styles from './Notifications.module.css';
import { pushQuery, useRemovePush, useTestPush } from './push.ts';

/** Browsers that are told while no page is open. */
export function PushDevices() {
  const t = useT();
  const { short } = useFormats();
  const { data } = useQuery(pushQuery);
  const removing = useRemovePush();
  const testing = useTestPush();
  const failed = (error: unknown) => void toast(sentenceOf(error, t), { look: 'failed' });
  if (!data?.devices.length) return null;
  return (
    <section className={styles.devices}>
      <h2 id="push-devices">{t('push-devices')}</h2>
      <ul aria-labelledby="push-devices">
        {data.devices.map((device) => {
          const name = deviceName(device.userAgent, t);
          return (
            <li key={device.id}>
              <div className={styles.device}>
                <p className={styles.name}>
                  {name}{' '}
                  {device.current && <span className={styles.here}>{t('session-here')}</span>}
                </p>
                <p className={styles.facts}>
                  {device.toldAt === null
                    ? t('push-never-told')
                    : t('push-told', { date: short(device.toldAt) })}
                </p>
              </div>
              <div className={styles.acts}>
                <Button
                  aria-label={t('push-test-name', { name })}
                  disabled={testing.isPending}
                  onClick={() =>
                    testing.mutate(device.id, {
                      onSuccess: () => void toast(t('push-test-sent')),
                      onError: failed,
                    })
                  }
                >
                  {t('push-test')}
                </Button>
                <Button
                  aria-label={t('push-remove-name', { name })}
                  disabled={removing.isPending}
                  onClick={() =>
                    removing.mutate(device, {
                      onSuccess: () => void toast(t('push-removed', { name })),
                      onError: failed,
                    })
                  }
                >
                  {t('push-remove')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
