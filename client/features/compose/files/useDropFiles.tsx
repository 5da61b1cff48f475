import type { ClipboardEvent } from 'react';
import { useT } from '../../../i18n/i18n.tsx';
import { bringsFiles, useFileDrop } from '../../../ui/useFileDrop.ts';
import styles from './AttachedFiles.module.css';
import { attachFiles } from './attach.ts';

/** Files dropped onto a letter, or pasted into it, go along with it. */
export function useDropFiles(draftId: string) {
  const t = useT();
  const { handlers, isOver } = useFileDrop({
    accepts: bringsOwnFiles,
    onDrop(data) {
      const { files, folders } = sort(data);
      void attachFiles(draftId, files, { folders });
    },
  });
  const onPaste = (event: ClipboardEvent) => {
    const { clipboardData } = event;
    if (event.defaultPrevented || !bringsOwnFiles(clipboardData)) return;
    event.preventDefault();
    void attachFiles(draftId, [...clipboardData.files]);
  };
  const veil = isOver && <p className={styles.veil}>{t('attach-drop')}</p>;
  return { handlers: { ...handlers, onPaste }, veil };
}

/** A picture of a page, or words from an office program, bring a file along that nobody meant. */
function bringsOwnFiles(data: DataTransfer): boolean {
  const { types } = data;
  return bringsFiles(data) && !types.includes('text/html') && !types.includes('text/rtf');
}

function sort({ items }: DataTransfer): { files: File[]; folders: string[] } {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry?.();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry.name);
    else if (file) files.push(file);
  }
  return { files, folders };
}
