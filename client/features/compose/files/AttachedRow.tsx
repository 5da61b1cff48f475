import RotateCw from 'lucide-react/icons/rotate-cw';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { type MessageId, useT } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FileIcon } from '../../messages/FileIcon.tsx';
import { previewOf } from '../../messages/file-kinds.ts';
import type { Draft, DraftFile } from '../composing.ts';
import styles from './AttachedFiles.module.css';
import { chooseFiles, detachFile, isInline, pickAgain, type UploadFile } from './attach.ts';
import PicturePreview from './PicturePreview.tsx';
import type { Upload } from './upload-states.ts';
import { retryUpload, useUpload } from './uploads.ts';

interface Props {
  draft: Draft;
  file: DraftFile;
}

/** One file of a letter. Pictures among the words have a row only while something is the matter with them. */
export function AttachedRow({ draft, file }: Props) {
  return file.kind === 'upload' ? (
    <UploadRow draft={draft} file={file} />
  ) : (
    <Row draft={draft} file={file} />
  );
}

function UploadRow({ draft, file }: { draft: Draft; file: UploadFile }) {
  return <Row draft={draft} file={file} upload={useUpload(file.id, file.size)} />;
}

function Row({ draft, file, upload }: Props & { upload?: Upload }) {
  const t = useT();
  const [isShown, setShown] = useState(false);
  const name = nameOf(file, t);
  const isThere = !upload || upload.step === 'done';
  const isMoving = upload && !isThere && upload.step !== 'lost' && upload.step !== 'failed';
  if (draft.html !== null && isInline(file) && isThere) return null;
  const canShow = previewOf(file) === 'image' && upload?.step !== 'lost';
  const about = <About file={file} name={name} upload={upload} />;
  return (
    <li className={styles.file}>
      {canShow ? (
        <button
          type="button"
          className={styles.main}
          aria-label={t('file-preview', { name })}
          onClick={() => setShown(true)}
        >
          {about}
        </button>
      ) : (
        <span className={styles.main}>{about}</span>
      )}
      {file.kind === 'upload' && upload && <Help draft={draft} file={file} upload={upload} />}
      <button
        type="button"
        className={styles.remove}
        aria-label={t(isMoving ? 'attach-cancel' : 'remove-attached', { name })}
        title={t(isMoving ? 'attach-cancel' : 'remove-attached', { name })}
        onClick={() => detachFile(draft.id, file)}
      >
        <X size={16} aria-hidden />
      </button>
      {isShown && <PicturePreview file={file} name={name} onClose={() => setShown(false)} />}
    </li>
  );
}

function About({
  file,
  name,
  upload,
}: {
  file: DraftFile;
  name: string;
  upload?: Upload | undefined;
}) {
  const t = useT();
  return (
    <>
      <FileIcon file={file} />
      <span className={styles.about}>
        <span className={styles.name} title={name}>
          {file.kind === 'message' && (
            <span className="visually-hidden">{t('attached-message')} </span>
          )}
          <bdi>{name}</bdi>
        </span>
        <HowFar file={file} name={name} upload={upload} />
      </span>
    </>
  );
}

function HowFar({
  file,
  name,
  upload,
}: {
  file: DraftFile;
  name: string;
  upload?: Upload | undefined;
}) {
  const t = useT();
  const { bytes } = useFormats();
  const sizes = { before: bytes(file.original?.size ?? 0), after: bytes(file.size) };
  if (!upload || upload.step === 'done')
    return (
      <span className={styles.size}>
        {file.original ? t('attach-smaller', sizes) : bytes(file.size)}
      </span>
    );
  const trouble = troubleOf(upload);
  if (trouble)
    return (
      <span role="alert" className={styles.wrong}>
        {t(trouble)}
      </span>
    );
  const isWaiting = upload.step === 'waiting' || upload.step === 'paused';
  const far = { done: bytes(upload.done), total: bytes(file.size) };
  return (
    <>
      {upload.step === 'sending' && (
        <progress
          aria-label={t('attach-sending', { name })}
          value={upload.done}
          max={file.size || 1}
        />
      )}
      <span className={styles.size}>
        {upload.step === 'asking' && t('attach-asking')}
        {upload.step === 'stalled' && t('attach-stalled')}
        {isWaiting && t('attach-waiting')}
        {upload.step === 'sending' && t('import-progress', far)}
      </span>
    </>
  );
}

/** What only the writer can mend. */
function Help({ draft, file, upload }: { draft: Draft; file: UploadFile; upload: Upload }) {
  const t = useT();
  const { name } = file;
  const isGone = upload.step === 'lost' || upload.reason === 'file-unreadable';
  if (isGone)
    return (
      <Button
        aria-label={t('attach-pick-again-name', { name })}
        onClick={() => chooseFiles(false, ([again]) => again && pickAgain(draft.id, file, again))}
      >
        {t('attach-pick-again')}
      </Button>
    );
  if (upload.step !== 'stalled' && upload.step !== 'failed') return null;
  return (
    <Button
      icon={<RotateCw size={14} aria-hidden />}
      aria-label={t('attach-retry-name', { name })}
      onClick={() => retryUpload(file.id)}
    >
      {t('retry')}
    </Button>
  );
}

function troubleOf({ step, reason }: Upload): MessageId | null {
  if (step === 'lost') return 'attach-lost';
  if (step !== 'failed') return null;
  return reason === 'file-unreadable' ? 'attach-unreadable' : `error.${reason ?? 'server-error'}`;
}

function nameOf(file: DraftFile, t: ReturnType<typeof useT>): string {
  if (file.name) return file.name;
  return file.kind === 'part' ? t('unnamed-file', { part: file.part }) : t('no-subject');
}
