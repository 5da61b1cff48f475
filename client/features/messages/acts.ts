import type { SpecialUse } from '../../../shared/folders.ts';
import {
  expungeMessages,
  type MessageRow,
  markFolderRead,
  moveMessages,
  setFlags,
} from '../../../shared/messages.ts';
import { inUidSet, toUidSet, type UidSet } from '../../../shared/values.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { type MessageId, t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { folderFor, folderLabel, foldersQuery } from '../folders/folders.ts';
import { holds, membersOf } from './conversation-rows.ts';
import { tellFollowers } from './followers.ts';
import { changeFlagsHere, removeRows, restoreRows } from './live-messages.ts';
import { knownFolder } from './messages.ts';
import type { ListWindow } from './windows.ts';

/** What an act applies to: messages of one folder, by UID. `all` is every message of a view. */
export interface Chosen {
  folder: string;
  uids: UidSet;
  count: number;
}

export const chooseOne = (folder: string, uid: number): Chosen => ({
  folder,
  uids: [uid],
  count: 1,
});

/** The message of a row, or all of its conversation. */
export const chooseRow = (folder: string, row: MessageRow) =>
  chooseMany(folder, [...membersOf(row)]);

export const chooseMany = (folder: string, uids: number[]): Chosen => ({
  folder,
  uids: toUidSet(uids),
  count: uids.length,
});

const SEEN = '\\Seen';
const FLAGGED = '\\Flagged';

export const markRead = (chosen: Chosen) => flag(chosen, [SEEN], [], 'did-read');
export const markUnread = (chosen: Chosen) => flag(chosen, [], [SEEN], 'did-unread');
export const star = (chosen: Chosen) => flag(chosen, [FLAGGED], [], 'did-star');
export const unstar = (chosen: Chosen) => flag(chosen, [], [FLAGGED], 'did-unstar');

export const archive = (chosen: Chosen) => moveToUse(chosen, 'archive', 'did-archive');
export const moveToTrash = (chosen: Chosen) => moveToUse(chosen, 'trash', 'did-delete');
export const reportSpam = (chosen: Chosen) =>
  moveToUse(chosen, 'junk', 'did-spam', ['$Junk'], ['$NotJunk']);
export const notSpam = (chosen: Chosen) =>
  moveToUse(chosen, 'inbox', 'did-not-spam', ['$NotJunk'], ['$Junk']);

export function moveTo(chosen: Chosen, to: string) {
  const folder = queryClient.getQueryData(foldersQuery.queryKey)?.find(({ path }) => path === to);
  return move(
    chosen,
    to,
    t('did-move', { count: chosen.count, folder: folder ? folderLabel(folder, t) : to }),
  );
}

/** Reading marks as read, silently: it is no act that anybody would take back. */
export async function markSeen(folder: string, uid: number) {
  changeFlagsHere(queryClient, folder, (one) => one === uid, withFlags([SEEN], []));
  await call(setFlags, { folder, ...validity(folder), uids: [uid], add: [SEEN] }).catch(() =>
    restoreRows(queryClient, folder, []),
  );
}

/** Deletes for good; the caller has asked. */
export async function expunge(chosen: Chosen) {
  const { folder, uids } = chosen;
  leave(chosen);
  try {
    const { count } = await call(expungeMessages, { folder, ...validity(folder), uids });
    toast(t('did-expunge', { count }));
    void queryClient.invalidateQueries({ queryKey: ['storage'] });
  } catch (error) {
    await putBack(chosen, error);
  }
}

export async function markAllRead(folder: string) {
  try {
    const { changed, count } = await call(markFolderRead, { folder });
    changeFlagsHere(queryClient, folder, () => true, withFlags([SEEN], []));
    const undo = () => flag({ folder, uids: changed, count }, [], [SEEN], 'did-unread');
    toast(
      t('did-read', { count }),
      count ? { action: { label: t('undo'), act: () => void undo() } } : {},
    );
  } catch (error) {
    fail(error);
  }
}

async function flag(chosen: Chosen, add: string[], remove: string[], said: MessageId) {
  const { folder, uids } = chosen;
  const isMeant = (uid: number) => inUidSet(uids, uid);
  changeFlagsHere(queryClient, folder, isMeant, withFlags(add, remove));
  try {
    const { changed, count } = await call(setFlags, {
      folder,
      ...validity(folder),
      uids,
      add,
      remove,
    });
    const undo = async () => {
      changeFlagsHere(queryClient, folder, (uid) => inUidSet(changed, uid), withFlags(remove, add));
      await call(setFlags, {
        folder,
        ...validity(folder),
        uids: changed,
        add: remove,
        remove: add,
      }).then(() => toast(t('did-undo')), fail);
    };
    toast(
      t(said, { count }),
      count ? { action: { label: t('undo'), act: () => void undo() } } : {},
    );
  } catch (error) {
    await putBack(chosen, error);
  }
}

const withFlags = (add: string[], remove: string[]) => (flags: string[]) => [
  ...flags.filter((flag) => !remove.includes(flag) && !add.includes(flag)),
  ...add,
];

function moveToUse(
  chosen: Chosen,
  use: SpecialUse,
  said: MessageId,
  add: string[] = [],
  remove: string[] = [],
) {
  const folder = folderFor(use);
  if (folder) return move(chosen, folder.path, t(said, { count: chosen.count }), add, remove);
  toast(t('no-such-folder', { name: t(`folder-${use}` as MessageId) }), { look: 'failed' });
  return Promise.resolve();
}

async function move(
  chosen: Chosen,
  to: string,
  said: string,
  add: string[] = [],
  remove: string[] = [],
) {
  const { folder, uids } = chosen;
  if (to === folder) {
    toast(t('already-there'));
    return;
  }
  leave(chosen);
  try {
    if (add.length + remove.length)
      await call(setFlags, { folder, ...validity(folder), uids, add, remove });
    const moved = await call(moveMessages, { folder, ...validity(folder), uids, to });
    const undo = async () => {
      await call(moveMessages, { folder: to, uids: moved.uids, to: folder }).then(() => {
        tellFollowers({ type: 'back', folder });
        toast(t('did-undo'));
      }, fail);
    };
    toast(said, moved.uids.length ? { action: { label: t('undo'), act: () => void undo() } } : {});
    if (to === folderFor('trash')?.path)
      void queryClient.invalidateQueries({ queryKey: ['storage'] });
  } catch (error) {
    await putBack(chosen, error);
  }
}

/** UIDs mean something under one UIDVALIDITY only: the server refuses an act that names another. */
function validity(folder: string) {
  const known = knownFolder(folder);
  return known ? { uidValidity: known.uidValidity } : {};
}

/** The rows go at once. A set too large to name row by row is told by the server's event. */
function leave({ folder, uids }: Chosen) {
  const single = uids.flatMap((entry) =>
    typeof entry === 'number'
      ? [entry]
      : entry[1] - entry[0] < 500
        ? range(entry[0], entry[1])
        : [],
  );
  tellFollowers({ type: 'left', folder, uids });
  removeRows(
    queryClient,
    folder,
    single.filter((uid) => isShown(folder, uid)),
  );
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

function isShown(folder: string, uid: number): boolean {
  return queryClient
    .getQueriesData<ListWindow>({ queryKey: ['messages', folder] })
    .some(([, window]) => window?.rows.some((row) => row && holds(row, uid)));
}

async function putBack({ folder }: Chosen, error: unknown) {
  fail(error);
  tellFollowers({ type: 'back', folder });
  await restoreRows(queryClient, folder, []);
}

function fail(error: unknown) {
  toast(sentenceOf(error, t), { look: 'failed' });
}
