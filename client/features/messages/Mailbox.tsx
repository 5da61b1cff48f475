import { useEffect, useMemo, useState } from 'react';
import { matchPath, useNavigate, useParams } from 'react-router';
import { watchFolders } from '../../api/live.ts';
import { queryClient } from '../../api/query-client.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { useComposing } from '../compose/composing.ts';
import { folderAddress, folderLabel, isOwnMail, useFolder } from '../folders/folders.ts';
import { useGrouping, usePreferences } from '../preferences/preferences.ts';
import { SearchBox } from '../search/SearchBox.tsx';
import { chooseRow } from './acts.ts';
import { rememberDrag } from './drag.ts';
import { ExpungeQuestion } from './ExpungeQuestion.tsx';
import { ImportProgress, useDropImport } from './Import.tsx';
import { ListHeader } from './ListHeader.tsx';
import styles from './Mailbox.module.css';
import { MessageList } from './MessageList.tsx';
import { MessageView } from './MessageView.tsx';
import { firstView, isGrouped, knownFolder, type ListView, windowQuery } from './messages.ts';
import { useReadAhead } from './read-ahead.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { useForgetLeft, useSelection } from './selection.ts';
import { useListKeys } from './useListKeys.ts';
import { useMailboxActs } from './useMailboxActs.ts';
import { useMessageList } from './useMessageList.ts';
import { usePanes } from './usePanes.tsx';

/** A folder: its list, and the message that is open beside it. */
export default function Mailbox() {
  const { folder: path = 'INBOX', uid } = useParams();
  // Each folder begins with a list, a view and a selection of its own.
  return <OneMailbox key={path} path={path} openUid={uid ? Number(uid) : null} />;
}

function OneMailbox({ path, openUid }: { path: string; openUid: number | null }) {
  const t = useT();
  const navigate = useNavigate();
  const folder = useFolder(path);
  const { density } = usePreferences();
  const panes = usePanes();
  const [order, setView] = useState<ListView>(firstView);
  // Drafts of one conversation are letters of their own: each is opened by its row.
  const isDrafts = folder?.specialUse === 'drafts';
  const grouped = useGrouping() && !isDrafts;
  const { edit } = useComposing();
  const view = useMemo(() => ({ ...order, grouped }), [order, grouped]);
  const list = useMessageList(path, view);
  const selection = useSelection();
  const openRow = openUid === null ? undefined : list.find(openUid);
  const label = folder ? folderLabel(folder, t) : path;
  // Rows are conversations there; what is counted and chosen are messages.
  const total = isGrouped(view) ? (folder?.total ?? null) : list.total;
  const dropping = useDropImport(folder, label);
  useForgetLeft(path, selection);
  useTitle(label, folder?.unread ?? 0);
  useWatch(path);

  const go = (to: number | null) =>
    void navigate(folderAddress(path) + (to === null ? '' : `/${to}`));
  const acts = useMailboxActs({ path, folder, view, list, selection, openUid, go });
  const changeView = (next: ListView) => {
    selection.clear();
    setView(next);
  };
  /** Every row up to the newest that is known, by one range: no list of UIDs travels. */
  const selectAll = () => {
    const window = queryClient.getQueryData(windowQuery(path, view, 0).queryKey);
    if (!window) return;
    selection.setAll({ uids: [[1, window.uidNext - 1]], total: total ?? window.total });
  };
  const whereIs = ({ uid }: { uid: number }) => ({ folder: path, uid });
  const addressed = () =>
    Number(matchPath('/mail/:folder/:uid', location.pathname)?.params.uid) || null;
  useReadAhead({ whereIs, list, openUid });
  const { chosen, act, actOnChosen, doomed } = acts;
  useListKeys({ list, selection, openUid, addressed, whereIs, go, act, actOnChosen });
  const whole = selection.all ? chosen : null;
  useEffect(() => {
    rememberDrag(whole);
    return () => rememberDrag(null);
  }, [whole]);

  return (
    <div className={styles.mailbox} data-reading={openUid !== null || undefined} {...panes.around}>
      <section className={styles.list} aria-label={label} {...dropping.handlers}>
        {dropping.veil}
        <ImportProgress />
        <SearchBox from={folderAddress(path)} />
        {selection.count > 0 ? (
          <SelectionBar
            folder={folder}
            label={label}
            chosen={chosen}
            total={total}
            isAll={selection.all !== null}
            onAll={selectAll}
            onDelete={acts.deleteChosen}
            onMenu={acts.openMenu}
            onClear={selection.clear}
          />
        ) : (
          <ListHeader label={label} folder={folder} total={total} view={view} onView={changeView} />
        )}
        <MessageList
          key={`${view.sort}${view.ascending}${view.filter}`}
          whereIs={whereIs}
          list={list}
          selection={selection}
          openUid={openUid}
          compact={density === 'compact'}
          showsRecipients={() => isOwnMail(folder)}
          empty={<Empty isInbox={folder?.specialUse === 'inbox'} view={view} onView={changeView} />}
          onOpen={(uid) => (isDrafts ? void edit(path, uid) : go(uid))}
          onAct={act}
        />
      </section>
      {panes.split}
      <section className={styles.reading} aria-label={t('message')}>
        {openUid === null ? (
          <p className={styles.nothing}>{t('choose-message')}</p>
        ) : (
          <MessageView
            key={openUid}
            folder={folder}
            path={path}
            uid={openUid}
            {...(openRow && { chosen: chooseRow(path, openRow) })}
            onBack={() => go(null)}
            onLeave={(done) => acts.leaving(openUid, done)}
            onDelete={(what) => acts.deleting(what, (done) => acts.leaving(openUid, done))}
          />
        )}
      </section>
      {acts.menus}
      {doomed && (
        <ExpungeQuestion count={doomed.chosen.count} onExpunge={doomed.act} onClose={acts.spare} />
      )}
    </div>
  );
}

function Empty({
  isInbox,
  view,
  onView,
}: {
  isInbox: boolean;
  view: ListView;
  onView(view: ListView): void;
}) {
  const t = useT();
  if (view.filter === 'all') return <p>{t(isInbox ? 'empty-inbox' : 'empty-folder')}</p>;
  return (
    <>
      <p>{t('empty-filter')}</p>
      <Button onClick={() => onView({ ...view, filter: 'all' })}>{t('show-all')}</Button>
    </>
  );
}

function useTitle(label: string, unread: number) {
  const t = useT();
  useEffect(() => {
    document.title = unread
      ? t('page-title-unread', { folder: label, count: unread })
      : t('page-title', { folder: label });
  }, [t, label, unread]);
}

/** The server tells what changes in the folder that is on screen. */
function useWatch(path: string) {
  useEffect(() => {
    watchFolders(() => {
      const known = knownFolder(path);
      return known ? [known] : [];
    });
  }, [path]);
}
