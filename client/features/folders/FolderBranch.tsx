import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Ellipsis from 'lucide-react/icons/ellipsis';
import { useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import type { MenuEntry } from '../../ui/Menu.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import type { FolderTask } from './FolderDialogs.tsx';
import styles from './FolderTree.module.css';
import { iconOf } from './folder-icons.ts';
import type { Branch } from './tree.ts';

interface Props {
  line: Branch;
  label: string;
  isCurrent: boolean;
  isCollapsed: boolean;
  isTabStop: boolean;
  onOpen(): void;
  onFold(closed: boolean): void;
  onDrop(uids: number[]): void;
  onTask(kind: FolderTask['kind'] | 'read' | 'download'): void;
}

const MESSAGE = 'application/x-sobre-message';

/** One folder: a line of the tree, and a place to drop messages. */
export function FolderBranch(props: Props) {
  const { line, label, isCurrent, isCollapsed, isTabStop, onTask } = props;
  const { folder, depth, hasChildren } = line;
  const t = useT();
  const { number } = useFormats();
  const [isTarget, setTarget] = useState(false);
  const Icon = iconOf(folder.specialUse);
  const showsUnread =
    folder.unread > 0 && folder.specialUse !== 'trash' && folder.specialUse !== 'sent';
  const menu = useMenu(t('folder-actions', { name: label }), () => [
    { id: 'acts', entries: entriesFor(line, label, t, onTask) },
  ]);
  const classes = [
    styles.branch,
    isCurrent && styles.current,
    showsUnread && styles.unread,
    isTarget && styles.target,
    !folder.selectable && styles.faint,
  ];

  return (
    <div
      role="treeitem"
      aria-label={showsUnread ? t('folder-unread', { name: label, count: folder.unread }) : label}
      aria-level={depth + 1}
      aria-selected={isCurrent}
      aria-expanded={hasChildren ? !isCollapsed : undefined}
      tabIndex={isTabStop ? 0 : -1}
      data-path={folder.path}
      className={classes.filter(Boolean).join(' ')}
      style={{ paddingInlineStart: 10 + depth * 16, ['--depth' as string]: depth }}
      onClick={props.onOpen}
      onContextMenu={(event) => {
        event.preventDefault();
        menu.open();
      }}
      onDragOver={(event) => {
        if (!folder.selectable || !event.dataTransfer.types.includes(MESSAGE)) return;
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={(event) => {
        setTarget(false);
        const uids = event.dataTransfer.getData(MESSAGE).split(',').map(Number);
        props.onDrop(uids.filter((uid) => uid > 0));
      }}
    >
      {hasChildren && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.fold}
          aria-label={t(isCollapsed ? 'folder-expand' : 'folder-collapse', { name: label })}
          onClick={(event) => {
            event.stopPropagation();
            props.onFold(!isCollapsed);
          }}
        >
          {isCollapsed ? (
            <ChevronRight size={14} aria-hidden />
          ) : (
            <ChevronDown size={14} aria-hidden />
          )}
        </button>
      )}
      <Icon size={17} className={styles.icon} aria-hidden />
      <span className={styles.name}>{label}</span>
      {showsUnread && <span className={styles.count}>{number(folder.unread)}</span>}
      <span
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <MenuButton
          menu={menu}
          tabIndex={-1}
          label={t('folder-actions', { name: label })}
          className={styles.more}
          icon={<Ellipsis size={16} aria-hidden />}
        />
      </span>
    </div>
  );
}

function entriesFor(
  { folder }: Branch,
  label: string,
  t: ReturnType<typeof useT>,
  onTask: Props['onTask'],
): MenuEntry[] {
  const entry = (
    id: FolderTask['kind'] | 'read' | 'download',
    text: string,
    danger = false,
  ): MenuEntry => ({
    id,
    label: text,
    danger,
    act: () => onTask(id),
  });
  const isOwn = !folder.specialUse;
  const canEmpty = folder.specialUse === 'trash' || folder.specialUse === 'junk';
  return [
    ...(folder.selectable
      ? [entry('read', t('folder-mark-read')), entry('download', t('folder-download'))]
      : []),
    ...(folder.delimiter && folder.specialUse !== 'trash'
      ? [entry('create', t('folder-new-in', { name: label }))]
      : []),
    ...(isOwn
      ? [
          entry('rename', t('folder-rename')),
          entry('move', t('folder-move')),
          entry('delete', t('folder-delete'), true),
        ]
      : []),
    ...(canEmpty ? [entry('empty', t('folder-empty', { name: label }), true)] : []),
  ];
}
