import Mail from 'lucide-react/icons/mail';
import X from 'lucide-react/icons/x';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './AttachedFiles.module.css';
import { changeDraft, type Draft, type DraftFile } from './composing.ts';

/** The files of a letter. Messages stay on the server until it is sent. */
export function AttachedFiles({ draft: { id, files } }: { draft: Draft }) {
  const t = useT();
  const { bytes } = useFormats();
  if (!files.length) return null;
  return (
    <ul aria-label={t('attachments')} className={styles.files}>
      {files.map((one) => {
        const name = one.name || t('no-subject');
        const others = files.filter((other) => other !== one);
        return (
          <li key={keyOf(one)} className={styles.file}>
            <Mail size={16} aria-label={t('attached-message')} />
            <bdi className={styles.name}>{name}</bdi>
            <span className={styles.size}>{bytes(one.size)}</span>
            <button
              type="button"
              aria-label={t('remove-attached', { name })}
              onClick={() => changeDraft(id, { files: others })}
            >
              <X size={14} aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const keyOf = (file: DraftFile) =>
  file.kind === 'upload'
    ? file.id
    : [file.folder, file.uid, file.kind === 'part' ? file.part : ''].join(' ');
