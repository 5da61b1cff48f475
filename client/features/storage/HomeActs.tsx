import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SpecialUse } from '../../../shared/folders.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { FolderDialogs } from '../folders/FolderDialogs.tsx';
import { folderLabel, useFolders } from '../folders/folders.ts';
import styles from './StorageHome.module.css';
import { useWins } from './wins.ts';

/** What people come for most often. An act that a card offers is offered there. */
export function HomeActs() {
  const t = useT();
  const navigate = useNavigate();
  const { wins } = useWins();
  const isOffered = (use: 'trash' | 'junk') => wins?.some(({ name }) => name === use);
  return (
    <div className={styles.acts}>
      {!isOffered('trash') && <EmptyButton use="trash" />}
      {!isOffered('junk') && <EmptyButton use="junk" />}
      <Button onClick={() => void navigate('/settings/storage/download')}>
        {t('storage-download')}
      </Button>
    </div>
  );
}

/** Asks with the exact count before anything goes. With nothing in the folder there is nothing to ask. */
export function EmptyButton({
  use,
  className,
  label,
}: {
  use: SpecialUse;
  className?: string;
  /** In place of "Empty Trash". */
  label?: string;
}) {
  const t = useT();
  const [isAsked, setAsked] = useState(false);
  const folder = useFolders()?.find(({ specialUse }) => specialUse === use);
  if (!folder) return null;
  return (
    <>
      <Button
        className={className ?? ''}
        disabled={folder.total === 0}
        onClick={() => setAsked(true)}
      >
        {label ?? t('folder-empty', { name: folderLabel(folder, t) })}
      </Button>
      {isAsked && (
        <FolderDialogs
          task={{ kind: 'empty', folder }}
          onClose={() => setAsked(false)}
          onGone={() => {}}
        />
      )}
    </>
  );
}
