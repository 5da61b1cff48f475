import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { MapBy, MapEntry } from '../../../shared/storage-map.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { isUnread } from '../clean-up/scan.ts';
import { choiceOf } from './choice-of.ts';
import { useEntryName } from './entries.ts';
import styles from './MapTable.module.css';
import { mapQuery, reviewAddress } from './storage.ts';

/** First what matters; the rest on demand. */
const FEW = 12;
const MANY = 1000;

/** One map: a bar a line, the heaviest first, and the messages behind each. */
export function MapTable({ by }: { by: MapBy }) {
  const t = useT();
  const { bytes, number } = useFormats();
  const [limit, setLimit] = useState(FEW);
  const { data: map, error, refetch, isFetching } = useQuery(mapQuery(by, limit));
  if (!map)
    return error && !isUnread(error) ? (
      <div role="alert" className={styles.empty}>
        <p>{sentenceOf(error, t)}</p>
        <Button disabled={isFetching} onClick={() => void refetch()}>
          {t('retry')}
        </Button>
      </div>
    ) : (
      <p className={styles.empty}>{t(error ? 'map-reading' : 'loading')}</p>
    );
  const { entries, rest, scan } = map;
  if (!entries.length) {
    const isEmpty = scan.at !== null && scan.state !== 'running';
    return <p className={styles.empty}>{t(isEmpty ? `map-none-${by}` : 'map-reading')}</p>;
  }
  const most = Math.max(...entries.map((entry) => entry.bytes), 1);
  return (
    <>
      <table className={styles.map} aria-label={t(`map-${by}`)} aria-busy={isFetching}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('map-what')}</th>
            <th scope="col">{t('map-bytes')}</th>
            <th scope="col">{t('map-messages')}</th>
            <th scope="col">{t('review')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Line key={entry.key} by={by} entry={entry} share={entry.bytes / most} />
          ))}
        </tbody>
      </table>
      {rest.entries > 0 && (
        <div className={styles.rest}>
          <span>
            {t('map-rest', {
              count: rest.entries,
              size: bytes(rest.bytes),
              messages: number(rest.messages),
            })}
          </span>
          {limit < MANY && (
            <Button look="plain" onClick={() => setLimit(MANY)}>
              {t('map-all')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Line({ by, entry, share }: { by: MapBy; entry: MapEntry; share: number }) {
  const t = useT();
  const id = useId();
  const navigate = useNavigate();
  const { bytes } = useFormats();
  const name = useEntryName()(by, entry);
  return (
    <tr style={{ '--share-of-one': share } as React.CSSProperties}>
      <th scope="row" id={id} title={entry.key || undefined}>
        <bdi>{name}</bdi>
      </th>
      <td className={styles.bytes}>{bytes(entry.bytes)}</td>
      <td className={styles.messages}>{t('map-count', { count: entry.messages })}</td>
      <td className={styles.review}>
        <button
          type="button"
          aria-describedby={id}
          onClick={() => void navigate(reviewAddress(choiceOf(by, entry.key), by, name))}
        >
          {t('review')}
        </button>
      </td>
    </tr>
  );
}
