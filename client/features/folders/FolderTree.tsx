import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '../../i18n/i18n.tsx';
import { keyAlong } from '../../ui/along.ts';
import { folderDownload } from '../exports/chosen.ts';
import { FolderBranch } from './FolderBranch.tsx';
import { FolderDialogs, type FolderTask } from './FolderDialogs.tsx';
import styles from './FolderTree.module.css';
import { folderAddress, folderLabel, useFolders } from './folders.ts';
import { type Branch, toBranches } from './tree.ts';

interface Props {
  /** Path of the folder on screen. */
  current: string | null;
  onGo?(): void;
  /** Messages were dropped on a folder. */
  onDrop(to: string, uids: number[]): void;
  onMarkAllRead(folder: string): void;
  /** What stands below the folders. */
  children?: ReactNode;
}

const COLLAPSED = 'sobre.collapsed';

/** Folders with a purpose first, then a person's own, as one tree for the keyboard (ARIA tree pattern). */
export function FolderTree({ current, onGo, onDrop, onMarkAllRead, children }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const folders = useFolders();
  const [collapsed, setCollapsed] = useState(readCollapsed);
  const [focused, setFocused] = useState<string | null>(null);
  const [task, setTask] = useState<FolderTask | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const { special, own } = toBranches(folders ?? [], collapsed);
  const lines = [...special, ...own];
  const tabStop = lines.some(({ folder }) => folder.path === focused)
    ? focused
    : (current ?? lines[0]?.folder.path);

  const fold = (path: string, closed: boolean) => {
    const next = new Set(collapsed);
    if (closed) next.add(path);
    else next.delete(path);
    localStorage.setItem(COLLAPSED, JSON.stringify([...next]));
    setCollapsed(next);
  };
  const open = ({ folder }: Branch) => {
    if (!folder.selectable) return fold(folder.path, !collapsed.has(folder.path));
    void navigate(folderAddress(folder.path));
    onGo?.();
  };
  const focus = (line: Branch | undefined) => {
    if (!line) return;
    setFocused(line.folder.path);
    tree.current
      ?.querySelector<HTMLElement>(`[data-path="${CSS.escape(line.folder.path)}"]`)
      ?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const path = (event.target as HTMLElement).dataset.path;
    const place = lines.findIndex(({ folder }) => folder.path === path);
    const line = lines[place];
    if (!line) return;
    const isOpen = line.hasChildren && !collapsed.has(line.folder.path);
    const acts: Record<string, () => void> = {
      ArrowDown: () => focus(lines[place + 1]),
      ArrowUp: () => focus(lines[place - 1]),
      Home: () => focus(lines[0]),
      End: () => focus(lines.at(-1)),
      ArrowRight: () =>
        line.hasChildren && !isOpen
          ? fold(line.folder.path, false)
          : isOpen && focus(lines[place + 1]),
      ArrowLeft: () =>
        isOpen
          ? fold(line.folder.path, true)
          : focus(lines.find(({ folder }) => folder.path === line.folder.parent)),
      Enter: () => open(line),
      ' ': () => open(line),
      ContextMenu: () => openMenu(event),
      F10: () => event.shiftKey && openMenu(event),
    };
    const act = acts[keyAlong(event.key)];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const branch = (line: Branch) => (
    <FolderBranch
      key={line.folder.path}
      line={line}
      label={folderLabel(line.folder, t)}
      isCurrent={line.folder.path === current}
      isCollapsed={collapsed.has(line.folder.path)}
      isTabStop={line.folder.path === tabStop}
      onOpen={() => open(line)}
      onFold={(closed) => fold(line.folder.path, closed)}
      onDrop={(uids) => onDrop(line.folder.path, uids)}
      onTask={(kind) => {
        if (kind === 'read') onMarkAllRead(line.folder.path);
        else if (kind === 'download') void navigate(folderDownload(line.folder.path));
        else setTask({ kind, folder: line.folder });
      }}
    />
  );

  return (
    <nav aria-label={t('folders')} className={styles.folders}>
      <div
        ref={tree}
        role="tree"
        aria-label={t('folders')}
        aria-busy={!folders}
        onKeyDown={onKeyDown}
      >
        {special.map(branch)}
        {own.length > 0 && (
          <p className={styles.heading} aria-hidden>
            {t('own-folders')}
          </p>
        )}
        {own.map(branch)}
      </div>
      {children}
      {folders && (
        <button
          type="button"
          className={styles.create}
          onClick={() => setTask({ kind: 'create', folder: null })}
        >
          + {t('folder-new')}
        </button>
      )}
      {task && (
        <FolderDialogs
          task={task}
          onClose={() => setTask(null)}
          onGone={() => void navigate('/')}
        />
      )}
    </nav>
  );
}

/** The menu of the line that has the focus, as the menu key and Shift+F10 ask for it. */
function openMenu(event: KeyboardEvent) {
  (event.target as HTMLElement).querySelector<HTMLElement>('[aria-haspopup=menu]')?.click();
}

function readCollapsed(): ReadonlySet<string> {
  try {
    return new Set(JSON.parse(localStorage.getItem(COLLAPSED) ?? '[]') as string[]);
  } catch {
    return new Set();
  }
}
