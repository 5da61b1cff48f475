import { useFormats } from '../../../i18n/formats.ts';
import { useT } from '../../../i18n/i18n.tsx';
import type { Draft } from '../composing.ts';
import styles from './AttachedFiles.module.css';
import { AttachedRow } from './AttachedRow.tsx';
import { isInline, keyOf } from './attach.ts';
import { useTroubles } from './attach-troubles.ts';
import { useReadiness } from './files-ready.ts';
import { LetterWeight } from './LetterWeight.tsx';
import { PhotoOffer } from './PhotoOffer.tsx';
import { useUploads } from './upload-states.ts';

/** The files of a letter, how far they have come, and what they weigh. */
export function AttachedFiles({ draft }: { draft: Draft }) {
  const t = useT();
  const { bytes } = useFormats();
  const uploads = useUploads();
  const readiness = useReadiness(draft.id);
  const { files, html } = draft;
  const troubles = useTroubles(draft.id);
  if (!files.length && !troubles.length) return null;
  const missing = files.find(
    (file) => file.kind === 'upload' && uploads.get(file.id)?.step !== 'done',
  );
  const isWaiting = readiness === 'waits';
  const beside = files.filter((file) => html === null || !isInline(file));
  const size = beside.reduce((sum, file) => sum + file.size, 0);
  return (
    <div className={styles.part}>
      <ul aria-label={t('attachments')} className={styles.files}>
        {files.map((file) => (
          <AttachedRow key={keyOf(file)} draft={draft} file={file} />
        ))}
      </ul>
      {troubles.map((sentence) => (
        <p key={sentence} role="alert" className={styles.trouble}>
          {sentence}
        </p>
      ))}
      {readiness === 'stopped' && missing && (
        <p role="alert" className={styles.trouble}>
          {t('attach-not-there', { name: missing.name })}
        </p>
      )}
      <p role="status" className={isWaiting ? styles.note : 'visually-hidden'}>
        {isWaiting && t('attach-wait')}
        {!isWaiting &&
          !missing &&
          beside.length > 0 &&
          t('attach-all-there', { count: beside.length, size: bytes(size) })}
      </p>
      <PhotoOffer draft={draft} />
      <LetterWeight draft={draft} />
    </div>
  );
}
