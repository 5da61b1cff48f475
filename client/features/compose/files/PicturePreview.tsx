import { useEffect, useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { type MessageId, useT } from '../../../i18n/i18n.tsx';
import { later } from '../../../ui/later.tsx';
import { imageSizeOf, MOST_PIXELS } from '../../messages/image-size.ts';
import type { DraftFile } from '../composing.ts';
import styles from './AttachedFiles.module.css';
import { bytesOf } from './file-bytes.ts';

const Viewer = later(() => import('../../../ui/Viewer.tsx'));

interface Props {
  file: DraftFile;
  name: string;
  onClose(): void;
}

/** A picture as those who get the letter will see it. */
export default function PicturePreview({ file, name, onClose }: Props) {
  const t = useT();
  const { bytes } = useFormats();
  const { url, trouble } = usePicture(file);
  return (
    <Viewer title={name} note={bytes(file.size)} closeLabel={t('close')} onClose={onClose}>
      {url ? (
        <img src={url} alt={name} className={styles.picture} />
      ) : (
        <p className={styles.said}>{t(trouble ?? 'loading')}</p>
      )}
    </Viewer>
  );
}

function usePicture(file: DraftFile) {
  const [shown, setShown] = useState<{ url: string | null; trouble: MessageId | null }>({
    url: null,
    trouble: null,
  });
  useEffect(() => {
    let url: string | null = null;
    let isGone = false;
    const show = async () => {
      const bytes = await (await bytesOf(file)).arrayBuffer();
      const size = imageSizeOf(bytes);
      if (!size) return setShown({ url, trouble: 'preview-broken' });
      // A few bytes can declare a picture that fills the memory (security S-24).
      if (size.width * size.height > MOST_PIXELS)
        return setShown({ url, trouble: 'preview-too-large' });
      if (isGone) return;
      url = URL.createObjectURL(new Blob([bytes], { type: size.type }));
      setShown({ url, trouble: null });
    };
    show().catch(() => setShown({ url: null, trouble: 'error.unavailable' }));
    return () => {
      isGone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [file]);
  return shown;
}
