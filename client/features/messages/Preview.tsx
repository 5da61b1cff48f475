import ArrowLeft from 'lucide-react/icons/arrow-left';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Download from 'lucide-react/icons/download';
import { type KeyboardEvent, useState } from 'react';
import { type Attachment, type Message, partAddress } from '../../../shared/messages.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import Viewer from '../../ui/Viewer.tsx';
import { previewOf } from './file-kinds.ts';
import { ImagePreview } from './ImagePreview.tsx';
import { MediaPreview } from './MediaPreview.tsx';
import { NestedPreview } from './NestedPreview.tsx';
import styles from './Preview.module.css';
import { PdfPreview } from './pdf-preview.ts';
import { TextPreview } from './TextPreview.tsx';

interface Props {
  message: Message;
  files: Attachment[];
  at: number;
  onClose(): void;
}

interface Place {
  message: Message;
  files: Attachment[];
  at: number;
}

/** The files of a message, one after the other. One that is a message may hold files of its own. */
export default function Preview({ onClose, ...first }: Props) {
  const t = useT();
  const { bytes } = useFormats();
  const [places, setPlaces] = useState<Place[]>([first]);
  const place = places.at(-1)!;
  const outer = places.at(-2);
  const { message, files, at } = place;
  const file = files[at]!;
  const nameOf = (one: Attachment) => one.name || t('unnamed-file', { part: one.part });
  const name = nameOf(file);
  const go = (to: number) => {
    if (to >= 0 && to < files.length) setPlaces([...places.slice(0, -1), { ...place, at: to }]);
  };
  const onKey = (event: KeyboardEvent) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || (target as Element).closest('audio, video')) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step) go(at + (document.dir === 'rtl' ? -step : step));
  };
  const size = bytes(file.size);
  const count = files.length;
  return (
    <Viewer
      title={name}
      note={count > 1 ? `${size} · ${t('preview-of', { place: at + 1, count })}` : size}
      closeLabel={t('close')}
      onClose={onClose}
      onKey={onKey}
      actions={
        <>
          {outer && (
            <IconButton
              label={t('preview-back', { name: nameOf(outer.files[outer.at]!) })}
              icon={<ArrowLeft size={18} aria-hidden />}
              onClick={() => setPlaces(places.slice(0, -1))}
            />
          )}
          {count > 1 && (
            <>
              <IconButton
                label={t('preview-previous')}
                aria-disabled={at === 0}
                icon={<ChevronLeft size={18} aria-hidden />}
                onClick={() => go(at - 1)}
              />
              <IconButton
                label={t('preview-next')}
                aria-disabled={at === count - 1}
                icon={<ChevronRight size={18} aria-hidden />}
                onClick={() => go(at + 1)}
              />
            </>
          )}
          {!file.removed && (
            <a
              className={styles.download}
              href={partAddress(message.folder, message.uid, file.part)}
              download={name}
              aria-label={t('download', { name })}
              title={t('download', { name })}
            >
              <Download size={18} aria-hidden />
            </a>
          )}
        </>
      }
    >
      <Shown
        key={file.part}
        message={message}
        file={file}
        name={name}
        onOpen={(inner) => setPlaces([...places, inner])}
      />
    </Viewer>
  );
}

export interface ShownFile {
  message: Message;
  file: Attachment;
  name: string;
}

function Shown({ onOpen, ...shown }: ShownFile & { onOpen(inner: Place): void }) {
  const t = useT();
  switch (shown.file.removed ? 'text' : previewOf(shown.file)) {
    case 'image':
      return <ImagePreview {...shown} />;
    case 'pdf':
      return <PdfPreview {...shown} />;
    case 'text':
      return <TextPreview {...shown} />;
    case 'audio':
    case 'video':
      return <MediaPreview {...shown} />;
    case 'message':
      return <NestedPreview {...shown} onOpen={onOpen} />;
    default:
      return <p className={styles.said}>{t('preview-none')}</p>;
  }
}
