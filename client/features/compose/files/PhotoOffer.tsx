import { useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { useT } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/Button.tsx';
import type { Draft, DraftFile } from '../composing.ts';
import styles from './AttachedFiles.module.css';
import { sayTroubles } from './attach-troubles.ts';
import { isHeavyPhoto, PHOTO_SIDES, type PhotoSize } from './photos.ts';
import { restorePhotos, shrinkPhotos } from './shrink-photos.ts';

const SIZES = Object.keys(PHOTO_SIDES) as PhotoSize[];

/** Smaller copies of the photos, made on this device; and the originals back. */
export function PhotoOffer({ draft: { id, files } }: { draft: Draft }) {
  const t = useT();
  const { bytes } = useFormats();
  const [isWorking, setWorking] = useState(false);
  /** Photos that do not get smaller are not offered twice. */
  const [tried, setTried] = useState<string[]>([]);
  const heavy = files.filter(
    (file) =>
      isHeavyPhoto(file) && !file.original && !(file.kind === 'upload' && tried.includes(file.id)),
  );
  const smaller = files.filter(({ original }) => original);
  const shrink = async (size: PhotoSize) => {
    setWorking(true);
    const count = await shrinkPhotos(id, size);
    setWorking(false);
    if (count) return;
    setTried(files.map((file) => (file.kind === 'upload' ? file.id : '')));
    sayTroubles(id, [t('photos-small', { count: heavy.length })]);
  };
  if (isWorking)
    return (
      <p role="status" className={styles.note}>
        {t('photos-working')}
      </p>
    );
  return (
    <>
      {smaller.length > 0 && (
        <div className={styles.offer}>
          <p role="status">
            {t('photos-smaller', {
              count: smaller.length,
              before: bytes(sum(smaller, ({ original }) => original?.size ?? 0)),
              after: bytes(sum(smaller, ({ size }) => size)),
            })}
          </p>
          <Button onClick={() => restorePhotos(id)}>
            {t('photos-original', { count: smaller.length })}
          </Button>
        </div>
      )}
      {heavy.length > 0 && (
        <div role="group" aria-label={t('photos-size')} className={styles.offer}>
          <p>
            {t('photos-offer', {
              count: heavy.length,
              size: bytes(sum(heavy, ({ size }) => size)),
            })}
          </p>
          <span className={styles.sizes}>
            {SIZES.map((size) => (
              <Button key={size} onClick={() => void shrink(size)}>
                {t(`photos-${size}`)}
              </Button>
            ))}
          </span>
        </div>
      )}
    </>
  );
}

const sum = (files: DraftFile[], sizeOf: (file: DraftFile) => number) =>
  files.reduce((all, file) => all + sizeOf(file), 0);
