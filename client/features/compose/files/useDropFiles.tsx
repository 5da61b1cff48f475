import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { useT } from '../../../i18n/i18n.tsx';
import styles from './AttachedFiles.module.css';
import { attachFiles } from './attach.ts';

/** Files dropped onto a letter, or pasted into it, go along with it. */
export function useDropFiles(draftId: string) {
  const t = useT();
  const [isOver, setOver] = useState(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const count = (by: number) => (event: DragEvent) => {
    if (!bringsFiles(event.dataTransfer)) return;
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const handlers = {
    onDragEnter: count(1),
    onDragLeave: count(-1),
    onDragOver(event: DragEvent) {
      if (event.defaultPrevented || !bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    // Whoever takes the files, they are not over the letter any more.
    onDropCapture() {
      depth.current = 0;
      setOver(false);
    },
    onDrop(event: DragEvent) {
      if (event.defaultPrevented || !bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      const { files, folders } = sort(event.dataTransfer);
      void attachFiles(draftId, files, { folders });
    },
    onPaste(event: ClipboardEvent) {
      const { clipboardData } = event;
      if (event.defaultPrevented || !bringsFiles(clipboardData)) return;
      event.preventDefault();
      void attachFiles(draftId, [...clipboardData.files]);
    },
  };
  const veil = isOver && <p className={styles.veil}>{t('attach-drop')}</p>;
  return { handlers, veil };
}

/** A picture of a page, or words from an office program, bring a file along that nobody meant. */
function bringsFiles({ types }: DataTransfer): boolean {
  return types.includes('Files') && !types.includes('text/html') && !types.includes('text/rtf');
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
