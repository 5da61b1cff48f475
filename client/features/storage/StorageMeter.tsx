import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './StorageMeter.module.css';
import { useStorage } from './storage.ts';

/** From here on people should make room. */
const NEARLY_FULL = 0.8;

/** What the mailbox weighs, always in sight, in words. */
export function StorageMeter() {
  const t = useT();
  const { bytes } = useFormats();
  const storage = useStorage();
  if (!storage || storage.used === null) return null;
  const { used, limit, trash } = storage;
  const words = limit
    ? t('storage-used', { used: bytes(used), limit: bytes(limit) })
    : t('storage-used-unlimited', { used: bytes(used) });
  return (
    <div className={styles.storage}>
      <p>{words}</p>
      {limit ? (
        <div
          role="meter"
          aria-label={t('storage-meter')}
          aria-valuemin={0}
          aria-valuemax={limit}
          aria-valuenow={Math.min(used, limit)}
          aria-valuetext={words}
          className={styles.bar}
        >
          <div
            className={used / limit >= NEARLY_FULL ? styles.nearlyFull : styles.fill}
            style={{ inlineSize: `${Math.min(100, (used / limit) * 100)}%` }}
          />
        </div>
      ) : null}
      {trash ? <p>{t('storage-trash', { size: bytes(trash) })}</p> : null}
    </div>
  );
}
