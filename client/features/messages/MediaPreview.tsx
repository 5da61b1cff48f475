import { useState } from 'react';
import { partAddress } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Preview.module.css';
import type { ShownFile } from './Preview.tsx';

/** Sound or film, played while it comes: the player asks for the pieces that it needs. */
export function MediaPreview({ message, file, name }: ShownFile) {
  const t = useT();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p className={styles.said}>{t('preview-broken')}</p>;
  const player = {
    src: partAddress(message.folder, message.uid, file.part),
    controls: true,
    preload: 'metadata' as const,
    'aria-label': name,
    onError: () => setBroken(true),
  };
  return (
    <div className={styles.player}>
      {file.type.startsWith('audio/') ? <audio {...player} /> : <video {...player} />}
    </div>
  );
}
