import { useState } from 'react';
import { queryClient } from '../../api/query-client.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { FolderDialogs } from '../folders/FolderDialogs.tsx';
import { folderLabel, useFolders } from '../folders/folders.ts';
import { cleanUpsQuery } from './clean-ups.ts';

/** Empties Trash, or Junk, after a question that names what is in it now. */
export function EmptyTrash({ use = 'trash' }: { use?: 'trash' | 'junk' }) {
  const t = useT();
  const [asks, setAsks] = useState(false);
  const folder = useFolders()?.find(({ specialUse }) => specialUse === use);
  if (!folder) return null;
  const close = () => {
    setAsks(false);
    // What was in it cannot be put back any more.
    void queryClient.invalidateQueries({ queryKey: cleanUpsQuery.queryKey });
  };
  return (
    <>
      <Button disabled={folder.total === 0} onClick={() => setAsks(true)}>
        {t('folder-empty', { name: folderLabel(folder, t) })}…
      </Button>
      {asks && <FolderDialogs task={{ kind: 'empty', folder }} onClose={close} onGone={() => {}} />}
    </>
  );
}
