import { useState } from 'react';
import { Link } from 'react-router';
import type { Storage } from '../../../shared/storage.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { FolderDialogs } from '../folders/FolderDialogs.tsx';
import { useFolders } from '../folders/folders.ts';
import { levelOf, shareOf } from './level.ts';
import styles from './StorageMeter.module.css';
import { useStorage } from './storage.ts';

/** What the mailbox weighs, always in sight, in words. */
export function StorageMeter({ onGo }: { onGo?: () => void }) {
  const t = useT();
  const { bytes } = useFormats();
  const storage = useStorage();
  if (!storage || storage.used === null) return null;
  const { used, limit, trash } = storage;
  const share = shareOf(storage);
  const level = levelOf(share);
  const words = limit
    ? t('storage-used', { used: bytes(used), limit: bytes(limit) })
    : t('storage-used-unlimited', { used: bytes(used) });
  return (
    <div className={styles.storage} data-level={level}>
      <p>{words}</p>
      {limit ? (
        <div
          role="meter"
          aria-label={t('storage-meter')}
          aria-valuemin={0}
          aria-valuemax={limit}
          aria-valuenow={Math.min(used, limit)}
          aria-valuetext={level === 'calm' ? words : `${words}. ${t(`storage-level-${level}`)}`}
          className={styles.bar}
        >
          <div
            className={styles.fill}
            style={{ inlineSize: `${Math.min(100, (used / limit) * 100)}%` }}
          />
        </div>
      ) : null}
      {level !== 'calm' && (
        <p className={styles.level}>
          {t(`storage-level-${level}`)} <Messages storage={storage} />
        </p>
      )}
      {trash ? <p>{t('storage-trash', { size: bytes(trash) })}</p> : null}
      <p className={styles.acts}>
        {trash ? <EmptyNow /> : null}
        <Link to="/settings/storage" onClick={onGo}>
          {t('storage-make-room')}
        </Link>
      </p>
    </div>
  );
}

/** Said when it is not the bytes that run out. */
function Messages({ storage: { used, limit, messages } }: { storage: Storage }) {
  const t = useT();
  const { number } = useFormats();
  if (!messages || (limit && (used ?? 0) / limit > messages.used / messages.limit)) return null;
  return t('storage-messages', { used: number(messages.used), limit: number(messages.limit) });
}

/** What is in Trash counts until it is emptied: asked with the exact count. */
function EmptyNow() {
  const t = useT();
  const trash = useFolders()?.find(({ specialUse }) => specialUse === 'trash');
  const [isAsked, setAsked] = useState(false);
  if (!trash) return null;
  return (
    <>
      <button type="button" className={styles.now} onClick={() => setAsked(true)}>
        {t('storage-empty-now')}
      </button>
      {isAsked && (
        <FolderDialogs
          task={{ kind: 'empty', folder: trash }}
          onClose={() => setAsked(false)}
          onGone={() => {}}
        />
      )}
    </>
  );
}
