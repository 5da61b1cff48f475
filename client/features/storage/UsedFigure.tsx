import { useQuery } from '@tanstack/react-query';
import type { SpecialUse } from '../../../shared/folders.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useFolders } from '../folders/folders.ts';
import { HomeActs } from './HomeActs.tsx';
import { levelOf, shareOf } from './level.ts';
import { Roots } from './Roots.tsx';
import { changeWords, folderWeightsQuery, mapQuery, storageQuery } from './storage.ts';
import styles from './UsedFigure.module.css';

const PARTS = ['inbox', 'sent', 'trash', 'others'] as const;
type Part = (typeof PARTS)[number];

/** One figure and one bar: how much is used, and by which folders. */
export function UsedFigure() {
  const t = useT();
  const { bytes } = useFormats();
  const { data: storage, error } = useQuery(storageQuery);
  const parts = useParts();
  const sum = parts ? PARTS.reduce((all, part) => all + parts[part], 0) : 0;
  const used = storage?.used ?? (parts && sum);
  const limit = storage?.limit ?? null;
  const level = levelOf(shareOf(storage));
  const whole = Math.max(limit ?? 0, sum, 1);
  if (error && !storage) return <p role="alert">{sentenceOf(error, t)}</p>;
  return (
    <section className={styles.used} aria-label={t('storage-meter')} data-level={level}>
      <p className={styles.line}>
        <strong className={styles.figure}>{used === null ? '…' : bytes(used)}</strong>{' '}
        <span>
          {limit ? t('storage-of', { limit: bytes(limit) }) : t('storage-kept')}
          <Change used={used} before={storage?.lastMonth ?? null} />
        </span>
      </p>
      {level !== 'calm' && <p className={styles.level}>{t(`storage-level-${level}`)}</p>}
      <div className={styles.bar} aria-hidden>
        {PARTS.map((part) => (
          <div
            key={part}
            data-part={part}
            style={{ inlineSize: `${((parts?.[part] ?? 0) / whole) * 100}%` }}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {PARTS.map((part) => (
          <li key={part} data-part={part}>
            {t(`storage-part-${part}`, { size: parts ? bytes(parts[part]) : '…' })}
          </li>
        ))}
      </ul>
      <Roots />
      <HomeActs />
    </section>
  );
}

function Change({ used, before }: { used: number | null | undefined; before: number | null }) {
  const t = useT();
  const formats = useFormats();
  if (typeof used !== 'number' || before === null) return null;
  return ` · ${changeWords(used, before, t, formats)}`;
}

/** Bytes of the folders that people know, from the server's own count, else from what was read. */
function useParts(): Record<Part, number> | null {
  const folders = useFolders();
  const { data: counted } = useQuery(folderWeightsQuery);
  const isCounted = counted?.folders.every(({ bytes }) => bytes !== null);
  const { data: map } = useQuery({ ...mapQuery('folder', 1000), enabled: isCounted === false });
  const weights = isCounted
    ? counted?.folders.map(({ folder, bytes }) => ({ folder, bytes: bytes ?? 0 }))
    : map?.entries.map(({ key, bytes }) => ({ folder: key, bytes }));
  if (!weights || !folders) return null;
  const uses = new Map(folders.map(({ path, specialUse }) => [path, specialUse]));
  const parts: Record<Part, number> = { inbox: 0, sent: 0, trash: 0, others: 0 };
  for (const { folder, bytes } of weights) parts[partOf(uses.get(folder))] += bytes;
  return parts;
}

const partOf = (use: SpecialUse | null | undefined): Part =>
  use === 'inbox' || use === 'sent' || use === 'trash' ? use : 'others';
