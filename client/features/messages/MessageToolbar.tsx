import Archive from 'lucide-react/icons/archive';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import Ellipsis from 'lucide-react/icons/ellipsis';
import FolderInput from 'lucide-react/icons/folder-input';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import ShieldCheck from 'lucide-react/icons/shield-check';
import Star from 'lucide-react/icons/star';
import Tag from 'lucide-react/icons/tag';
import Trash2 from 'lucide-react/icons/trash-2';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import type { Folder } from '../../../shared/folders.ts';
import type { Message } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { archive, type Chosen, chooseOne, notSpam, reportSpam, star, unstar } from './acts.ts';
import styles from './MessageView.module.css';
import { type ActMenu, useActMenus } from './useActMenus.tsx';
import { useMoreMenu } from './useMoreMenu.tsx';

interface Props {
  folder: Folder | undefined;
  path: string;
  uid: number;
  /** What the acts that take it away apply to. */
  chosen: Chosen;
  message: Message | undefined;
  onBack(): void;
  onLeave(act: () => void): void;
  /** Shows the next one by itself: what is asked about stays in sight. */
  onDelete(chosen: Chosen): void;
}

const SIZE = 17;

/** What can be done with the message that is open. */
export function MessageToolbar(props: Props) {
  const { folder, path, uid, chosen, message, onBack, onLeave, onDelete } = props;
  const t = useT();
  const one = chooseOne(path, uid);
  const isJunk = folder?.specialUse === 'junk';
  const isStarred = message?.flags.includes('\\Flagged') ?? false;
  const menus = useActMenus();
  const openMenu =
    (kind: ActMenu) =>
    ({ currentTarget }: { currentTarget: HTMLElement }) =>
      menus.open({
        kind,
        chosen: kind === 'tags' ? one : chosen,
        flags: message ? [message.flags] : [],
        anchor: currentTarget,
        run: (act, leaves) => (leaves ? onLeave(act) : act()),
      });
  const more = useMoreMenu(one, message, (anchor) => openMenu('copy')({ currentTarget: anchor }));
  return (
    <div role="toolbar" aria-label={t('message')} className={styles.toolbar}>
      <IconButton
        label={t('back')}
        className={styles.back}
        icon={<ArrowLeft size={20} aria-hidden />}
        onClick={onBack}
      />
      <Tool
        label={t('archive')}
        icon={<Archive size={SIZE} aria-hidden />}
        onClick={() => onLeave(() => void archive(chosen))}
      />
      <Tool
        label={t('delete')}
        icon={<Trash2 size={SIZE} aria-hidden />}
        onClick={() => onDelete(chosen)}
      />
      <Tool
        label={t(isJunk ? 'not-spam' : 'report-spam')}
        icon={
          isJunk ? <ShieldCheck size={SIZE} aria-hidden /> : <ShieldAlert size={SIZE} aria-hidden />
        }
        onClick={() => onLeave(() => void (isJunk ? notSpam : reportSpam)(chosen))}
      />
      <Tool
        label={t('move-to')}
        icon={<FolderInput size={SIZE} aria-hidden />}
        aria-haspopup="menu"
        onClick={openMenu('move')}
      />
      <IconButton
        label={t('tags')}
        disabled={!message}
        aria-haspopup="menu"
        icon={<Tag size={SIZE} aria-hidden />}
        onClick={openMenu('tags')}
      />
      {menus.menus}
      <span className={styles.spring} />
      <IconButton
        label={t(isStarred ? 'unstar' : 'star')}
        disabled={!message}
        icon={
          <Star
            size={SIZE}
            aria-hidden
            fill={isStarred ? 'var(--star)' : 'none'}
            color={isStarred ? 'var(--star)' : 'currentColor'}
          />
        }
        onClick={() => void (isStarred ? unstar : star)(one)}
      />
      <MenuButton menu={more} label={t('more')} icon={<Ellipsis size={SIZE} aria-hidden />} />
      {more.viewer}
    </div>
  );
}

interface Named {
  label: string;
  icon: ReactNode;
}

function Tool({ label, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & Named) {
  return (
    <Button look="plain" className={styles.wide} aria-label={label} title={label} {...rest}>
      <span>{label}</span>
    </Button>
  );
}
