import Archive from 'lucide-react/icons/archive';
import Ellipsis from 'lucide-react/icons/ellipsis';
import FolderInput from 'lucide-react/icons/folder-input';
import MailOpen from 'lucide-react/icons/mail-open';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import ShieldCheck from 'lucide-react/icons/shield-check';
import Tag from 'lucide-react/icons/tag';
import Trash2 from 'lucide-react/icons/trash-2';
import X from 'lucide-react/icons/x';
import { useNavigate } from 'react-router';
import type { Folder } from '../../../shared/folders.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { DOWNLOAD } from '../exports/chosen.ts';
import {
  archive,
  type Chosen,
  markRead,
  markUnread,
  notSpam,
  reportSpam,
  star,
  unstar,
} from './acts.ts';
import { knownFolder } from './messages.ts';
import styles from './SelectionBar.module.css';
import type { ActMenu } from './useActMenus.tsx';

interface Props {
  folder: Folder | undefined;
  label: string;
  chosen: Chosen;
  /** Rows of the view; null while not known. */
  total: number | null;
  isAll: boolean;
  onAll(): void;
  onDelete(chosen: Chosen): void;
  /** Opens the menu of folders or tags beside the button. */
  onMenu(kind: ActMenu, anchor: HTMLElement): void;
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
  onMenu,
  onClear,
}: Props) {
  const t = useT();
  const { number } = useFormats();
  const navigate = useNavigate();
  const isJunk = folder?.specialUse === 'junk';
  const then = (act: (chosen: Chosen) => Promise<void>) => () => {
    void act(chosen);
    onClear();
  };
  const takeAlong = () => {
    const known = knownFolder(chosen.folder);
    const uidValidity = known && { uidValidity: known.uidValidity };
    void navigate(DOWNLOAD, { state: { chosen: { ...chosen, ...uidValidity } } });
  };
  const more = useMenu(t('more'), () => [
    {
      id: 'more',
      entries: [
        { id: 'unread', label: t('mark-unread'), act: then(markUnread) },
        { id: 'star', label: t('star'), act: then(star) },
        { id: 'unstar', label: t('unstar'), act: then(unstar) },
        {
          id: 'copy',
          label: t('copy-to'),
          act: () => more.ref.current && onMenu('copy', more.ref.current),
        },
        { id: 'download', label: t('download-selected'), act: takeAlong },
      ],
    },
  ]);
  return (
    <div className={styles.bar} data-selection-bar>
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
          <span className={styles.words}>{t('selected-count', { count: chosen.count })}</span>
          <span className={styles.number} aria-hidden>
            {number(chosen.count)}
          </span>
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
          label={t('move-to')}
          aria-haspopup="menu"
          icon={<FolderInput size={SIZE} aria-hidden />}
          onClick={({ currentTarget }) => onMenu('move', currentTarget)}
        />
        <IconButton
          label={t('tags')}
          aria-haspopup="menu"
          icon={<Tag size={SIZE} aria-hidden />}
          onClick={({ currentTarget }) => onMenu('tags', currentTarget)}
        />
        <IconButton
          label={t('mark-read')}
          icon={<MailOpen size={SIZE} aria-hidden />}
          onClick={then(markRead)}
        />
        <MenuButton menu={more} label={t('more')} icon={<Ellipsis size={SIZE} aria-hidden />} />
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
