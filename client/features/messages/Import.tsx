import type { Folder } from '../../../shared/folders.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { useFileDrop } from '../../ui/useFileDrop.ts';
import styles from './Import.module.css';
import { importFiles, useImport } from './imports.ts';

/** Files dropped onto the list are brought into its folder. */
export function useDropImport(folder: Folder | undefined, label: string) {
  const t = useT();
  const { handlers, isOver } = useFileDrop({
    onDrop({ files }) {
      if (folder?.selectable) void importFiles([...files], folder.path, label);
      else toast(t('import-folder'), { look: 'failed' });
    },
  });
  const veil = isOver && <p className={styles.veil}>{t('import-drop', { folder: label })}</p>;
  return { handlers, veil };
}

/** How far the file on its way is, and the way to give it up. */
export function ImportProgress() {
  const t = useT();
  const { bytes } = useFormats();
  const running = useImport();
  if (!running) return null;
  const { name, done, total, cancel } = running;
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <p role="status" className={styles.name}>
          {t('import-running', { name })}
        </p>
        <progress aria-label={t('import-running', { name })} value={done} max={total || 1} />
        <p className={styles.count}>
          {t('import-progress', { done: bytes(done), total: bytes(total) })}
        </p>
      </div>
      <Button onClick={cancel}>{t('cancel')}</Button>
    </div>
  );
}
