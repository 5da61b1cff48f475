import { useState } from 'react';
import type { Folder } from '../../../shared/folders.ts';
import { createFolder, deleteFolder } from '../../../shared/folders.ts';
import { weighFolder } from '../../../shared/storage.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { foldersQuery, useFolders } from '../folders/folders.ts';
import { emptyAmong } from './empty-folders.ts';
import styles from './ToolsPage.module.css';

/** Folders that hold nothing, neither messages nor folders: they weigh nothing, but they are in the way. */
export function EmptyFolders() {
  const t = useT();
  const folders = useFolders();
  const [isBusy, setBusy] = useState(false);
  if (!folders) return null;
  const empty = emptyAmong(folders);
  const remove = async (doomed: Folder[]) => {
    setBusy(true);
    await removeEmpty(doomed, t);
    setBusy(false);
  };
  return (
    <li className={styles.tool}>
      <h3>{t('tool-folders')}</h3>
      <p className={styles.hint}>
        {empty.length ? t('tool-folders-hint') : t('tool-folders-none')}
      </p>
      {empty.length > 0 && (
        <ul aria-label={t('tool-folders')} className={styles.folders}>
          {empty.map((one) => (
            <li key={one.path}>
              <bdi>{one.path}</bdi>
              <Button
                disabled={isBusy}
                aria-label={t('tool-folder-delete', { name: one.path })}
                onClick={() => void remove([one])}
              >
                {t('folder-delete')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {empty.length > 1 && (
        <div className={styles.acts}>
          <Button disabled={isBusy} onClick={() => void remove(empty)}>
            {t('tool-folders-delete', { count: empty.length })}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Deletes those that are still empty when it is their turn; Undo makes them anew. */
async function removeEmpty(doomed: Folder[], t: ReturnType<typeof useT>) {
  const gone: Folder[] = [];
  try {
    for (const one of doomed) {
      const { messages } = await call(weighFolder, { folder: one.path, below: true });
      if (messages > 0) continue;
      await call(deleteFolder, { folder: one.path });
      gone.push(one);
    }
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await queryClient.invalidateQueries({ queryKey: foldersQuery.queryKey });
  const makeAgain = async () => {
    try {
      for (const { parent, name } of gone) await call(createFolder, { parent, name });
    } catch (error) {
      toast(sentenceOf(error, t), { look: 'failed' });
    }
    await queryClient.invalidateQueries({ queryKey: foldersQuery.queryKey });
  };
  if (gone.length < doomed.length)
    toast(t('tool-folders-left', { count: doomed.length - gone.length }));
  if (gone.length)
    toast(t('tool-folders-deleted', { count: gone.length }), {
      action: { label: t('undo'), act: () => void makeAgain() },
    });
}
