import Archive from 'lucide-react/icons/archive';
import Copy from 'lucide-react/icons/copy';
import FolderInput from 'lucide-react/icons/folder-input';
import Mail from 'lucide-react/icons/mail';
import MailOpen from 'lucide-react/icons/mail-open';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import Star from 'lucide-react/icons/star';
import Tag from 'lucide-react/icons/tag';
import Trash2 from 'lucide-react/icons/trash-2';
import X from 'lucide-react/icons/x';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { folderLabel, useFolders } from '../folders/folders.ts';
import styles from '../messages/SelectionBar.module.css';
import { TagDot } from '../tags/TagChips.tsx';
import { useTags } from '../tags/tags.ts';
import {
  type ChosenHits,
  copyHitsTo,
  countOfHits,
  flagHits,
  moveHitsTo,
  moveHitsToUse,
  reportHits,
} from './hit-acts.ts';

interface Props {
  groups: ChosenHits[];
  /** How many were found. */
  total: number;
  isAll: boolean;
  onAll(): void;
  onDelete(groups: ChosenHits[]): void;
  onClear(): void;
}

const SIZE = 18;

/** What can be done with the hits that are chosen, whatever folders they lie in. */
export function HitsBar({ groups, total, isAll, onAll, onDelete, onClear }: Props) {
  const t = useT();
  const folders = useFolders() ?? [];
  const tags = useTags();
  const count = countOfHits(groups);
  const then = (act: (groups: ChosenHits[]) => unknown) => () => {
    void act(groups);
    onClear();
  };
  const toFolders = (act: (groups: ChosenHits[], to: string) => unknown) => [
    {
      id: 'folders',
      entries: folders
        .filter(({ selectable }) => selectable)
        .map((one) => ({
          id: one.path,
          label: folderLabel(one, t),
          act: then((what) => act(what, one.path)),
        })),
    },
  ];
  // Nobody here knows which of the hits has which tag: both ways are offered by name.
  const tagged = (isAdded: boolean) => ({
    id: isAdded ? 'add' : 'remove',
    title: t(isAdded ? 'tags-add' : 'tags-remove'),
    entries: tags.map(({ keyword, name, colour }) => ({
      id: `${isAdded} ${keyword}`,
      label: name,
      icon: <TagDot colour={colour} />,
      act: then((what) =>
        flagHits(what, keyword, isAdded, isAdded ? 'did-tag' : 'did-untag', { name }),
      ),
    })),
  });
  const menu = useMenu(t('move-to'), () => toFolders(moveHitsTo));
  const copying = useMenu(t('copy-to'), () => toFolders(copyHitsTo));
  const tagging = useMenu(t('tags'), () => [tagged(true), tagged(false)]);
  return (
    <div className={styles.bar}>
      <div className={styles.acts} role="toolbar" aria-label={t('selected-count', { count })}>
        <IconButton
          label={t('clear-selection')}
          icon={<X size={SIZE} aria-hidden />}
          onClick={onClear}
        />
        <span className={styles.count} aria-live="polite">
          {t('selected-count', { count })}
        </span>
        <IconButton
          label={t('archive')}
          icon={<Archive size={SIZE} aria-hidden />}
          onClick={then((what) => moveHitsToUse(what, 'archive', 'did-archive'))}
        />
        <IconButton
          label={t('delete')}
          icon={<Trash2 size={SIZE} aria-hidden />}
          onClick={then(onDelete)}
        />
        <IconButton
          label={t('report-spam')}
          icon={<ShieldAlert size={SIZE} aria-hidden />}
          onClick={then(reportHits)}
        />
        <MenuButton
          menu={menu}
          label={t('move-to')}
          icon={<FolderInput size={SIZE} aria-hidden />}
        />
        <MenuButton menu={tagging} label={t('tags')} icon={<Tag size={SIZE} aria-hidden />} />
        <MenuButton menu={copying} label={t('copy-to')} icon={<Copy size={SIZE} aria-hidden />} />
        <IconButton
          label={t('mark-read')}
          icon={<MailOpen size={SIZE} aria-hidden />}
          onClick={then((what) => flagHits(what, '\\Seen', true, 'did-read'))}
        />
        <IconButton
          label={t('mark-unread')}
          icon={<Mail size={SIZE} aria-hidden />}
          onClick={then((what) => flagHits(what, '\\Seen', false, 'did-unread'))}
        />
        <IconButton
          label={t('star')}
          icon={<Star size={SIZE} aria-hidden />}
          onClick={then((what) => flagHits(what, '\\Flagged', true, 'did-star'))}
        />
      </div>
      {!isAll && total > count && (
        <p className={styles.all}>
          <button type="button" onClick={onAll}>
            {t('search-select-all', { count: total })}
          </button>
        </p>
      )}
    </div>
  );
}
