import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import styles from './SessionsPanel.module.css';
import { sessionsQuery, useEndSession } from './session.ts';
import { useLeaving } from './useLeaving.tsx';
import { deviceName } from './user-agent.ts';

export function SessionsPanel() {
  const t = useT();
  const { short } = useFormats();
  const { data, error } = useQuery({ ...sessionsQuery, staleTime: 0 });
  const ending = useEndSession();
  const { leave, question, isLeaving } = useLeaving();
  if (error) return <p role="alert">{sentenceOf(error, t)}</p>;
  return (
    <>
      <ul className={styles.places}>
        {data?.sessions.map(({ id, current, userAgent, address, createdAt, seenAt }) => {
          const name = deviceName(userAgent);
          return (
            <li key={id}>
              <div>
                <p className={styles.name}>
                  {name} {current && <span className={styles.here}>{t('session-here')}</span>}
                </p>
                <p className={styles.facts}>
                  {address} · {t('session-since', { date: short(createdAt) })} ·{' '}
                  {t('session-seen', { date: short(seenAt) })}
                </p>
              </div>
              {!current && (
                <Button
                  aria-label={t('session-end-name', { name })}
                  onClick={() =>
                    ending.mutate(id, { onSuccess: () => void toast(t('session-ended')) })
                  }
                >
                  {t('session-end')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Button look="danger" disabled={isLeaving} onClick={() => void leave(true)}>
        {t('sign-out-everywhere')}
      </Button>
      {question}
    </>
  );
}
