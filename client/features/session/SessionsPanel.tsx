import { useQuery } from '@tanstack/react-query';
import type { SignedInPlace } from '../../../shared/session.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { networkOf } from './network.ts';
import styles from './SessionsPanel.module.css';
import { sessionsQuery, useEndOthers, useEndSession } from './session.ts';
import { useLeaving } from './useLeaving.tsx';
import { deviceName } from './user-agent.ts';

/** Where the account is signed in, the place in hand first; each can be signed out from here. */
export function SessionsPanel() {
  const t = useT();
  const { data, error, refetch } = useQuery({ ...sessionsQuery, staleTime: 0 });
  const endingOthers = useEndOthers();
  const { leave, question, isLeaving } = useLeaving();
  if (error && !data)
    return (
      <div role="alert" className={styles.trouble}>
        <p>{sentenceOf(error, t)}</p>
        <Button onClick={() => void refetch()}>{t('retry')}</Button>
      </div>
    );
  if (!data) return <p role="status">{t('loading')}</p>;
  const places = [...data.sessions].sort((a, b) => Number(b.current) - Number(a.current));
  const others = places.length - 1;
  const fail = (error: unknown) => toast(sentenceOf(error, t), { look: 'failed' });
  return (
    <>
      <ul className={styles.places} aria-label={t('settings-sessions')}>
        {places.map((place) => (
          <Place key={place.id} place={place} onFail={fail} />
        ))}
      </ul>
      <div className={styles.acts}>
        {others > 0 && (
          <Button
            disabled={endingOthers.isPending}
            onClick={() =>
              endingOthers.mutate(undefined, {
                onSuccess: () => void toast(t('sessions-ended', { count: others })),
                onError: fail,
              })
            }
          >
            {t('sessions-end-others')}
          </Button>
        )}
        <Button look="danger" disabled={isLeaving} onClick={() => void leave(true)}>
          {t('sign-out-everywhere')}
        </Button>
      </div>
      {question}
    </>
  );
}

function Place({ place, onFail }: { place: SignedInPlace; onFail(error: unknown): void }) {
  const t = useT();
  const { short, long } = useFormats();
  const ending = useEndSession();
  const { id, current, address, createdAt, seenAt } = place;
  const name = deviceName(place.userAgent, t);
  const { kind, network } = networkOf(address);
  return (
    <li>
      <div>
        <p className={styles.name}>
          <bdi>{name}</bdi> {current && <span className={styles.here}>{t('session-here')}</span>}
        </p>
        <p className={styles.facts}>
          {t(`network-${kind}`, { network })}
          {kind === 'v6' && <span className={styles.address}>{address}</span>}
        </p>
        <p className={styles.facts}>
          <time dateTime={new Date(createdAt).toISOString()} title={long(createdAt)}>
            {t('session-since', { date: short(createdAt) })}
          </time>
          {' · '}
          {current ? (
            t('session-now')
          ) : (
            <time dateTime={new Date(seenAt).toISOString()} title={long(seenAt)}>
              {t('session-seen', { date: short(seenAt) })}
            </time>
          )}
        </p>
      </div>
      {!current && (
        <Button
          aria-label={t('session-end-name', { name })}
          disabled={ending.isPending}
          onClick={() =>
            ending.mutate(id, {
              onSuccess: () => void toast(t('session-ended')),
              onError: onFail,
            })
          }
        >
          {t('session-end')}
        </Button>
      )}
    </li>
  );
}
