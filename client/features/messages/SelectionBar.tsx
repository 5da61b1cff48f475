import Archive from 'lucide-react/icons/archive';
import FolderInput from 'lucide-react/icons/folder-input';
import Mail from 'lucide-react/icons/mail';
import MailOpen from 'lucide-react/icons/mail-open';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import ShieldCheck from 'lucide-react/icons/shield-check';
import Star from 'lucide-react/icons/star';
import Trash2 from 'lucide-react/icons/trash-2';
import X from 'lucide-react/icons/x';
import type { Folder } from '../../../shared/folders.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { folderLabel, useFolders } from '../folders/folders.ts';
import {
  archive,
  type Chosen,
  markRead,
  markUnread,
  moveTo,
  notSpam,
  reportSpam,
  star,
} from './acts.ts';
import styles from './SelectionBar.module.css';

interface Props {
  folder: Folder | undefined;
  label: string;
  chosen: Chosen;
  /** Rows of the view; null while not known. */
  total: number | null;
  isAll: boolean;
  onAll(): void;
  onDelete(chosen: Chosen): void;
  onClear(): void;
}

const SIZE = 18;

/** What can be done with the rows that are chosen. */
export function SelectionBar({
  folder,
  label,
  chosen,
  total,
  isAll,
  onAll,
  onDelete,
  onClear,
}: Props) {
  const t = useT();
  const folders = useFolders() ?? [];
  const isJunk = folder?.specialUse === 'junk';
  const then = (act: (chosen: Chosen) => Promise<void>) => () => {
    void act(chosen);
    onClear();
  };
  const menu = useMenu(t('move-to'), () => [
    {
      id: 'folders',
      entries: folders
        .filter(({ path, selectable }) => selectable && path !== chosen.folder)
        .map((one) => ({
          id: one.path,
          label: folderLabel(one, t),
          act: then((what) => moveTo(what, one.path)),
        })),
    },
  ]);
  return (
    <div className={styles.bar}>
      <div
        className={styles.acts}
        role="toolbar"
        aria-label={t('selected-count', { count: chosen.count })}
      >
        <IconButton
          label={t('clear-selection')}
          icon={<X size={SIZE} aria-hidden />}
          onClick={onClear}
        />
        <span className={styles.count} aria-live="polite">
          {t('selected-count', { count: chosen.count })}
        </span>
        <IconButton
          label={t('archive')}
          icon={<Archive size={SIZE} aria-hidden />}
          onClick={then(archive)}
        />
        <IconButton
          label={t('delete')}
          icon={<Trash2 size={SIZE} aria-hidden />}
          onClick={() => onDelete(chosen)}
        />
        <IconButton
          label={t(isJunk ? 'not-spam' : 'report-spam')}
          icon={
            isJunk ? (
              <ShieldCheck size={SIZE} aria-hidden />
            ) : (
              <ShieldAlert size={SIZE} aria-hidden />
            )
          }
          onClick={then(isJunk ? notSpam : reportSpam)}
        />
        <IconButton
          ref={menu.ref}
          label={t('move-to')}
          aria-haspopup="menu"
          icon={<FolderInput size={SIZE} aria-hidden />}
          onClick={menu.open}
        />
        <IconButton
          label={t('mark-read')}
          icon={<MailOpen size={SIZE} aria-hidden />}
          onClick={then(markRead)}
        />
        <IconButton
          label={t('mark-unread')}
          icon={<Mail size={SIZE} aria-hidden />}
          onClick={then(markUnread)}
        />
        <IconButton
          label={t('star')}
          icon={<Star size={SIZE} aria-hidden />}
          onClick={then(star)}
        />
        {menu.menu}
      </div>
      {total !== null && total > 1 && (
        <p className={styles.all}>
          {isAll ? (
            t('selected-all', { count: chosen.count, folder: label })
          ) : (
            <button type="button" onClick={onAll}>
              {t('select-all', { count: total, folder: label })}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
