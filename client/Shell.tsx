import Folder from 'lucide-react/icons/folder';
import Mail from 'lucide-react/icons/mail';
import PenLine from 'lucide-react/icons/pen-line';
import Settings from 'lucide-react/icons/settings';
import UsersRound from 'lucide-react/icons/users-round';
import { useEffect, useEffectEvent, useState } from 'react';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { startLive } from './api/live.ts';
import { queryClient } from './api/query-client.ts';
import { useComposing } from './features/compose/composing.ts';
import { applyDraftChanged } from './features/compose/keeping/draft-conflict.ts';
import { useKeptDrafts } from './features/compose/keeping/drafts.ts';
import { useMailLinks } from './features/compose/useMailLinks.ts';
import { FolderTree } from './features/folders/FolderTree.tsx';
import { applyFolderCounted, folderAddress } from './features/folders/folders.ts';
import { preloadIdentities } from './features/identities/identities.ts';
import { chooseMany, markAllRead, moveTo } from './features/messages/acts.ts';
import { draggedWhole } from './features/messages/drag.ts';
import { FullMailboxQuestion } from './features/messages/FullMailboxQuestion.tsx';
import { applyMessagesChanged } from './features/messages/live-messages.ts';
import { preloadMessageBody } from './features/messages/MessageCard.tsx';
import { heard, resumeFollowing } from './features/outbox/following.ts';
import { OutboxLink } from './features/outbox/OutboxLink.tsx';
import { applyOutboxChanged, OUTBOX } from './features/outbox/outbox.ts';
import { PasswordAsked } from './features/password/PasswordAsked.tsx';
import { SEARCH_BOX } from './features/search/address.ts';
import { dropHitsOn } from './features/search/drop.ts';
import { AccountMenu } from './features/session/AccountMenu.tsx';
import { forgetSession, useSession } from './features/session/session.ts';
import { Wordmark } from './features/session/Wordmark.tsx';
import { StorageMeter } from './features/storage/StorageMeter.tsx';
import { applyStorageScanned } from './features/storage/storage.ts';
import { useT } from './i18n/i18n.tsx';
import { firstRows } from './prefetch.ts';
import styles from './Shell.module.css';
import { TroubleBanner } from './TroubleBanner.tsx';
import { Button } from './ui/Button.tsx';
import { listenKeys } from './ui/keys.ts';
import { later } from './ui/later.tsx';
import { Dialog, Menu } from './ui/menus.ts';
import { Toasts } from './ui/Toasts.tsx';

const Background = later(() => import('./Background.tsx'));
const Letters = later(() => import('./features/compose/Letters.tsx'));
const Shortcuts = later(() => import('./features/preferences/Shortcuts.tsx'));
const ReplyBanner = later(() => import('./features/automatic-reply/ReplyBanner.tsx'));
const FullNotice = later(() => import('./features/storage/FullNotice.tsx'));

/** The frame: folders on the left, the screen beside them, what floats above. */
export default function Shell() {
  const t = useT();
  const { folder = null } = useParams();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const { drafts, write } = useComposing();
  const [showsFolders, setShowsFolders] = useState(false);
  const [showsHelp, setShowsHelp] = useState(false);
  const [isSettled, setIsSettled] = useState(false);
  useLive(() => setIsSettled(true));
  useMailLinks();
  useKeptDrafts(useSession()?.account);
  useFrameKeys({
    write: () => write(),
    help: () => setShowsHelp(true),
    inbox: () => void navigate(folderAddress('INBOX')),
    contacts: () => void navigate('/contacts'),
    search: () => goToSearch() || void navigate('/search', { state: { typed: true } }),
  });
  const isMail = pathname.startsWith('/mail');

  return (
    <div className={styles.shell} data-folders={showsFolders || undefined}>
      <a className={styles.skip} href="#screen">
        {t('skip-to-list')}
      </a>
      {/* On a phone the folders are a screen of their own. */}
      <div className={styles.side} role={showsFolders ? 'main' : 'complementary'}>
        {showsFolders && <h1 className="visually-hidden">{t('folders')}</h1>}
        <div className={styles.top}>
          <Wordmark />
          <AccountMenu />
        </div>
        <Button
          look="primary"
          className={styles.compose}
          icon={<PenLine size={17} aria-hidden />}
          onClick={() => write()}
        >
          {t('compose')}
        </Button>
        <FolderTree
          current={isMail ? folder : null}
          onGo={() => setShowsFolders(false)}
          onDrop={(to, uids) =>
            folder
              ? void moveTo(draggedWhole(folder, uids) ?? chooseMany(folder, uids), to)
              : dropHitsOn(search, uids, to)
          }
          onMarkAllRead={(path) => void markAllRead(path)}
        >
          <OutboxLink onGo={() => setShowsFolders(false)} />
        </FolderTree>
        <StorageMeter onGo={() => setShowsFolders(false)} />
      </div>
      <main id="screen" tabIndex={-1} className={styles.screen}>
        <TroubleBanner />
        {isSettled && <ReplyBanner />}
        {isSettled && isMail && <FullNotice />}
        <Outlet />
      </main>
      <button
        type="button"
        className={styles.write}
        aria-label={t('compose')}
        onClick={() => write()}
      >
        <PenLine size={22} aria-hidden />
      </button>
      <nav className={styles.tabs} aria-label={t('product')}>
        <Tab
          label={t('mail')}
          icon={<Mail size={20} aria-hidden />}
          isCurrent={(isMail || pathname.startsWith('/search')) && !showsFolders}
          onGo={() => {
            setShowsFolders(false);
            void navigate(folderAddress(folder ?? 'INBOX'));
          }}
        />
        <Tab
          label={t('folders')}
          icon={<Folder size={20} aria-hidden />}
          isCurrent={showsFolders}
          onGo={() => setShowsFolders(!showsFolders)}
        />
        <Tab
          label={t('contacts')}
          icon={<UsersRound size={20} aria-hidden />}
          isCurrent={pathname.startsWith('/contacts') && !showsFolders}
          onGo={() => {
            setShowsFolders(false);
            void navigate('/contacts');
          }}
        />
        <Tab
          label={t('settings')}
          icon={<Settings size={20} aria-hidden />}
          isCurrent={pathname.startsWith('/settings') && !showsFolders}
          onGo={() => {
            setShowsFolders(false);
            void navigate('/settings/general');
          }}
        />
      </nav>
      {drafts.length > 0 && <Letters />}
      <PasswordAsked />
      <FullMailboxQuestion />
      {isSettled && <Background />}
      {showsHelp && <Shortcuts onClose={() => setShowsHelp(false)} />}
      <Toasts closeLabel={t('close')} />
    </div>
  );
}

function Tab({
  label,
  icon,
  isCurrent,
  onGo,
}: {
  label: string;
  icon: React.ReactNode;
  isCurrent: boolean;
  onGo(): void;
}) {
  return (
    <button type="button" aria-current={isCurrent ? 'page' : undefined} onClick={onGo}>
      {icon}
      {label}
    </button>
  );
}

/** Milliseconds after which the socket opens although no rows have come. */
const LONGEST_WAIT = 1000;

/** After the first rows: the socket through which everything else arrives. */
function useLive(settled: () => void) {
  const navigate = useNavigate();
  const begin = useEffectEvent(() =>
    startLive(
      queryClient,
      {
        messages: applyMessagesChanged,
        folder: applyFolderCounted,
        draft: applyDraftChanged,
        'filter-run': (event) =>
          void import('./features/filters/run.ts').then((runs) => runs.applyFilterRun(event)),
        export: (event) =>
          void import('./features/exports/exports.ts').then((exports) =>
            exports.applyExport(event),
          ),
        'storage-scan': applyStorageScanned,
        'clean-up': (event) =>
          void import('./features/clean-up/clean-ups.ts').then((all) => all.applyCleanUp(event)),
        outbox: (event) => {
          applyOutboxChanged(event, queryClient);
          heard(event.item);
        },
      },
      () => void forgetSession(() => navigate('/login', { replace: true })),
      () => void resumeFollowing(() => navigate(OUTBOX)),
    ),
  );
  const rest = useEffectEvent(settled);
  useEffect(() => {
    const timers: ReturnType<typeof setTimeout>[] = [];
    let waits = true;
    const afterRows = () => {
      if (!waits) return;
      waits = false;
      void preloadIdentities();
      timers.push(setTimeout(begin, 50), setTimeout(preloadTheRest, 600), setTimeout(rest, 600));
    };
    void firstRows().then(afterRows, afterRows);
    // A mail server that is slow or away is just what the socket tells of.
    timers.push(setTimeout(afterRows, LONGEST_WAIT));
    return () => {
      waits = false;
      for (const timer of timers) clearTimeout(timer);
    };
  }, []);
}

type FrameActs = Record<'write' | 'help' | 'inbox' | 'contacts' | 'search', () => void>;

function useFrameKeys({ write, help, inbox, contacts, search }: FrameActs) {
  useEffect(() =>
    listenKeys({
      c: write,
      '?': help,
      'g i': inbox,
      'g c': contacts,
      '/': search,
    }),
  );
}

/** False where no search box is in sight. */
function goToSearch(): boolean {
  const box = document.getElementById(SEARCH_BOX) as HTMLInputElement | null;
  if (!box?.checkVisibility()) return false;
  box.select();
  box.focus();
  return true;
}

/** What people ask for next, fetched while they look at the list. */
function preloadTheRest() {
  for (const part of [{ preload: preloadMessageBody }, Menu, Dialog, Letters]) {
    void part.preload().catch(() => {});
  }
}
