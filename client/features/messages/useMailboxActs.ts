import { useMemo, useState } from 'react';
import type { Folder } from '../../../shared/folders.ts';
import type { MessageRow } from '../../../shared/messages.ts';
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
import type { RowAct } from './MessageRow.tsx';
import type { ListView } from './messages.ts';
import type { Selection } from './selection.ts';
import { type ActMenu, anchorOf, useActMenus } from './useActMenus.tsx';
import type { MessageList } from './useMessageList.ts';

interface Place {
  path: string;
  folder: Folder | undefined;
  view: ListView;
  list: MessageList;
  selection: Selection;
  openUid: number | null;
  go(uid: number | null): void;
}

/** What is done with rows of a folder, with the ones that are chosen, and with the one that is open. */
export function useMailboxActs({ path, folder, view, list, selection, openUid, go }: Place) {
  const menus = useActMenus();
  /** What is in Trash goes for good when that is confirmed; `act` is then done. */
  const [doomed, setDoomed] = useState<{ chosen: Chosen; act(): void } | null>(null);
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
      go(next?.uid ?? null);
    }
    act();
  };
  const deleting = (chosen: Chosen, around: (act: () => void) => void) =>
    folder?.specialUse === 'trash'
      ? setDoomed({ chosen, act: () => around(() => void expunge(chosen)) })
      : around(() => void moveToTrash(chosen));
  const thenClear = (act: () => void) => {
    act();
    selection.clear();
  };
  const deleteChosen = (what: Chosen) => deleting(what, thenClear);
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
      run: thenClear,
    });
  const actOnChosen = (kind: RowAct) => {
    if (kind === 'move' || kind === 'tags')
      return openMenu(kind, document.querySelector<HTMLElement>('[data-selection-bar]'));
    if (kind === 'delete') return deleteChosen(chosen);
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
  return {
    chosen,
    act,
    actOnChosen,
    openMenu,
    leaving,
    deleting,
    deleteChosen,
    doomed,
    spare: () => setDoomed(null),
    menus: menus.menus,
  };
}
