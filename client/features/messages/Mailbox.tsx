import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { MessageRow } from '../../../shared/messages.ts';
import { watchFolders } from '../../api/live.ts';
import { queryClient } from '../../api/query-client.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { folderAddress, folderLabel, isOwnMail, useFolder } from '../folders/folders.ts';
import { useGrouping, usePreferences } from '../preferences/preferences.ts';
import { SearchBox } from '../search/SearchBox.tsx';
import {
  archive,
  type Chosen,
  chooseMany,
  chooseOne,
  chooseRow,
  expunge,
  markRead,
  markUnread,
  moveToTrash,
  notSpam,
  reportSpam,
  star,
  unstar,
} from './acts.ts';
import { holds, isStarred, isUnread, membersOfAll } from './conversation-rows.ts';
import { rememberDrag } from './drag.ts';
import { ImportProgress, useDropImport } from './Import.tsx';
import { ListHeader } from './ListHeader.tsx';
import styles from './Mailbox.module.css';
import { MessageList } from './MessageList.tsx';
import type { RowAct } from './MessageRow.tsx';
import { MessageView } from './MessageView.tsx';
import { firstView, isGrouped, knownFolder, type ListView, windowQuery } from './messages.ts';
import { useReadAhead } from './read-ahead.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { useSelection } from './selection.ts';
import { type ActMenu, anchorOf, useActMenus } from './useActMenus.tsx';
import { useListKeys } from './useListKeys.ts';
import { useMessageList } from './useMessageList.ts';

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
  const [order, setView] = useState<ListView>(firstView);
  const grouped = useGrouping();
  const view = useMemo(() => ({ ...order, grouped }), [order, grouped]);
  /** What is in Trash goes for good when that is confirmed; `act` is then done. */
  const [doomed, setDoomed] = useState<{ chosen: Chosen; act(): void } | null>(null);
  const list = useMessageList(path, view);
  const selection = useSelection();
  const openRow = openUid === null ? undefined : list.find(openUid);
  const menus = useActMenus();
  const label = folder ? folderLabel(folder, t) : path;
  // Rows are conversations there; what is counted and chosen are messages.
  const total = isGrouped(view) ? (folder?.total ?? null) : list.total;
  const dropping = useDropImport(folder, label);
  useTitle(label, folder?.unread ?? 0);
  useWatch(path);

  const go = (to: number | null) => navigate(folderAddress(path) + (to === null ? '' : `/${to}`));
  const chosen = useMemo<Chosen>(
    () =>
      selection.all
        ? { folder: path, uids: selection.all.uids, count: selection.all.total, view }
        : chooseMany(path, membersOfAll(list.find, selection.uids)),
    [selection, path, view, list],
  );
  /** What is open leaves: the next one below takes its place, else the one above. */
  const leaving = (what: number, act: () => void) => {
    const row = list.find(what);
    if (openUid !== null && (what === openUid || (row && holds(row, openUid)))) {
      const place = row ? list.indexOf(row.uid) : -1;
      // Where it is not in sight, nothing is next to it.
      const next = row && (list.rowAt(place + 1) ?? list.rowAt(place - 1));
      void go(next?.uid ?? null);
    }
    act();
  };
  const deleting = (chosen: Chosen, around: (act: () => void) => void) =>
    folder?.specialUse === 'trash'
      ? setDoomed({ chosen, act: () => around(() => void expunge(chosen)) })
      : around(() => void moveToTrash(chosen));
  const isJunk = folder?.specialUse === 'junk';
  const act = (row: MessageRow, kind: RowAct) => {
    const one = chooseRow(path, row);
    if (kind === 'archive')
      folder?.specialUse === 'archive'
        ? void archive(one)
        : leaving(row.uid, () => void archive(one));
    if (kind === 'delete') deleting(one, (done) => leaving(row.uid, done));
    if (kind === 'spam') leaving(row.uid, () => void (isJunk ? notSpam : reportSpam)(one));
    if (kind === 'star') void (isStarred(row) ? unstar(one) : star(chooseOne(path, row.uid)));
    if (kind === 'read')
      void (isUnread(row) ? markRead(one) : markUnread(chooseOne(path, row.uid)));
    if (kind === 'mark-read') void markRead(one);
    if (kind === 'mark-unread') void markUnread(chooseOne(path, row.uid));
    if (kind === 'move' || kind === 'tags')
      menus.open({
        kind,
        chosen: one,
        flags: [row.flags],
        anchor: anchorOf(list.indexOf(row.uid)),
        run: (done, leaves) => (leaves ? leaving(row.uid, done) : done()),
      });
  };
  const openMenu = (kind: ActMenu, anchor: HTMLElement | null) =>
    menus.open({
      kind,
      chosen,
      flags: list.order.flatMap((uid) => (selection.has(uid) ? [list.find(uid)!.flags] : [])),
      anchor,
      run: (done) => {
        done();
        selection.clear();
      },
    });
  const actOnChosen = (kind: RowAct) => {
    if (kind === 'move' || kind === 'tags')
      return openMenu(kind, document.querySelector<HTMLElement>('[data-selection-bar]'));
    if (kind === 'delete')
      return deleting(chosen, (done) => {
        done();
        selection.clear();
      });
    const acts: Partial<Record<RowAct, (what: Chosen) => unknown>> = {
      archive,
      spam: isJunk ? notSpam : reportSpam,
      star,
      'mark-read': markRead,
      'mark-unread': markUnread,
    };
    void acts[kind]?.(chosen);
    selection.clear();
  };
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
  useReadAhead({ whereIs, list, openUid });
  useListKeys({ list, selection, openUid, whereIs, go, act, actOnChosen });
  const whole = selection.all ? chosen : null;
  useEffect(() => {
    rememberDrag(whole);
    return () => rememberDrag(null);
  }, [whole]);

  return (
    <div className={styles.mailbox} data-reading={openUid !== null || undefined}>
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
            onDelete={(what) =>
              deleting(what, (done) => {
                done();
                selection.clear();
              })
            }
            onMenu={openMenu}
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
          onOpen={(one) => void go(one)}
          onAct={act}
        />
      </section>
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
            onBack={() => void go(null)}
            onLeave={(done) => leaving(openUid, done)}
            onDelete={(what) => deleting(what, (done) => leaving(openUid, done))}
          />
        )}
      </section>
      {menus.menus}
      {doomed && (
        <Dialog
          title={t('expunge-title', { count: doomed.chosen.count })}
          role="alertdialog"
          onClose={() => setDoomed(null)}
        >
          <p>{t('expunge-text')}</p>
          <Actions>
            <Button onClick={() => setDoomed(null)}>{t('cancel')}</Button>
            <Button
              look="danger"
              onClick={() => {
                doomed.act();
                setDoomed(null);
              }}
            >
              {t('delete-forever')}
            </Button>
          </Actions>
        </Dialog>
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
