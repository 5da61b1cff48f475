import { useEffect, useState } from 'react';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { useFileBytes } from './file-bytes.ts';
import { imageSizeOf, MOST_PIXELS } from './image-size.ts';
import styles from './Preview.module.css';
import type { ShownFile } from './Preview.tsx';

/** A picture, fitted to the window or at its own size. */
export function ImagePreview({ message, file, name }: ShownFile) {
  const t = useT();
  const { bytes, trouble } = useFileBytes(message, file);
  const [url, setUrl] = useState<string | null>(null);
  const [isBroken, setBroken] = useState<MessageId | null>(null);
  const [isFitted, setFitted] = useState(true);
  useEffect(() => {
    if (!bytes) return;
    const size = imageSizeOf(bytes);
    if (!size) return setBroken('preview-broken');
    if (size.width * size.height > MOST_PIXELS) return setBroken('preview-too-large');
    const address = URL.createObjectURL(new Blob([bytes], { type: size.type }));
    setUrl(address);
    return () => URL.revokeObjectURL(address);
  }, [bytes]);
  const said = trouble ?? isBroken;
  if (said) return <p className={styles.said}>{t(said)}</p>;
  if (!url) return <p className={styles.said}>{t('loading')}</p>;
  return (
    <button
      type="button"
      className={`${styles.picture} ${isFitted ? styles.fitted : ''}`}
      title={t(isFitted ? 'preview-actual-size' : 'preview-fit')}
      onClick={() => setFitted(!isFitted)}
    >
      <img src={url} alt={name} decoding="async" onError={() => setBroken('preview-broken')} />
    </button>
  );
}
