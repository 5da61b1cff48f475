import type { SpecialUse } from '../../../shared/folders.ts';
import {
  copyMessages,
  expungeMessages,
  type MessageRow,
  markFolderRead,
  moveMessages,
  setFlags,
  undoAct,
} from '../../../shared/messages.ts';
import { inUidSet, toUidSet, type UidSet } from '../../../shared/values.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { type MessageId, t } from '../../i18n/i18n.tsx';

import { toast } from '../../ui/toasts.ts';
import { folderFor, foldersQuery, labelOf } from '../folders/folders.ts';
import { membersOf } from './conversation-rows.ts';
import { tellFollowers } from './followers.ts';
import { isFull, offerForGood } from './full-mailbox.ts';
import { knownUids, leave, snapshot } from './leaving.ts';
import { changeFlagsHere, restoreRows } from './live-messages.ts';
import { knownFolder, type ListView } from './messages.ts';
import { beginAct, offerUndo } from './undo.ts';

/**
 * What an act applies to: messages of one folder, by UID. With a view only those of them that are in
 * it, which the server finds: "all 12,345" is one range.
 */
export interface Chosen {
  folder: string;
  uids: UidSet;
  count: number;
  view?: ListView;
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

interface Change {
  add?: string[];
  remove?: string[];
}

const SEEN = ['\\Seen'];
const FLAGGED = ['\\Flagged'];
const SPAM: Change = { add: ['$Junk'], remove: ['$NotJunk'] };
const HAM: Change = { add: ['$NotJunk'], remove: ['$Junk'] };

export const markRead = (chosen: Chosen) => flag(chosen, { add: SEEN }, 'did-read');
export const markUnread = (chosen: Chosen) => flag(chosen, { remove: SEEN }, 'did-unread');
export const star = (chosen: Chosen) => flag(chosen, { add: FLAGGED }, 'did-star');
export const unstar = (chosen: Chosen) => flag(chosen, { remove: FLAGGED }, 'did-unstar');
export const tag = (chosen: Chosen, keyword: string, name: string) =>
  flag(chosen, { add: [keyword] }, 'did-tag', { name });
export const untag = (chosen: Chosen, keyword: string, name: string) =>
  flag(chosen, { remove: [keyword] }, 'did-untag', { name });

export const archive = (chosen: Chosen) => moveToUse(chosen, 'archive', 'did-archive');
export const moveToTrash = (chosen: Chosen) => moveToUse(chosen, 'trash', 'did-delete');
export const reportSpam = (chosen: Chosen) => moveToUse(chosen, 'junk', 'did-spam', SPAM);
export const notSpam = (chosen: Chosen) => moveToUse(chosen, 'inbox', 'did-not-spam', HAM);

export function moveTo(chosen: Chosen, to: string) {
  const folder = labelOf(to, t);
  return move(chosen, to, (count) => t('did-move', { count, folder }));
}

export async function copyTo(chosen: Chosen, to: string) {
  const { folder, uids, view } = chosen;
  try {
    const { count, undo } = await during(
      chosen,
      call(copyMessages, { folder, ...validity(folder), uids, view, to }),
    );
    offerUndo(t('did-copy', { count, folder: labelOf(to, t) }), undo && (() => takeBack(undo, to)));
    void queryClient.invalidateQueries({ queryKey: ['storage'] });
  } catch (error) {
    fail(error);
  }
}

/** Reading marks as read, silently: it is no act that anybody would take back. */
export async function markSeen(folder: string, uid: number) {
  changeFlagsHere(queryClient, folder, (one) => one === uid, withFlags({ add: SEEN }));
  await call(setFlags, { folder, ...validity(folder), uids: [uid], add: SEEN }).catch(() =>
    restoreRows(queryClient, folder, []),
  );
}

/** Deletes for good; the caller has asked. */
export async function expunge(chosen: Chosen) {
  const { folder, uids, view } = chosen;
  const putBack = leave(chosen);
  try {
    const { count } = await during(
      chosen,
      call(expungeMessages, { folder, ...validity(folder), uids, view }),
    );
    toast(t('did-expunge', { count }));
    void queryClient.invalidateQueries({ queryKey: ['storage'] });
  } catch (error) {
    fail(error);
    await putBack();
  }
}

export async function markAllRead(folder: string) {
  try {
    const { undo, count } = await call(markFolderRead, { folder });
    changeFlagsHere(queryClient, folder, () => true, withFlags({ add: SEEN }));
    offerUndo(t('did-read', { count }), undo && (() => takeBack(undo, folder)));
  } catch (error) {
    fail(error);
  }
}

async function flag(chosen: Chosen, change: Change, said: MessageId, words = {}) {
  const { folder, uids, view } = chosen;
  const shown = view && new Set(knownUids(chosen));
  const putBack = snapshot(folder);
  const isMeant = (uid: number) => (shown ? shown.has(uid) : inUidSet(uids, uid));
  changeFlagsHere(queryClient, folder, isMeant, withFlags(change));
  try {
    const { changed, count, undo } = await during(
      chosen,
      call(setFlags, { folder, ...validity(folder), uids, view, ...change }),
    );
    const back = withFlags({ add: change.remove ?? [], remove: change.add ?? [] });
    offerUndo(
      t(said, { count, ...words }),
      undo &&
        (() => {
          changeFlagsHere(queryClient, folder, (uid) => inUidSet(changed, uid), back);
          return takeBack(undo, folder);
        }),
    );
  } catch (error) {
    fail(error);
    await putBack();
  }
}

const withFlags =
  ({ add = [], remove = [] }: Change) =>
  (flags: string[]) => [
    ...flags.filter((one) => !remove.includes(one) && !add.includes(one)),
    ...add,
  ];

async function moveToUse(chosen: Chosen, use: SpecialUse, said: MessageId, change: Change = {}) {
  // Somebody may be quicker than the list of folders.
  if (!folderFor(use)) await queryClient.ensureQueryData(foldersQuery).catch(() => {});
  const folder = folderFor(use);
  if (folder) return move(chosen, folder.path, (count) => t(said, { count }), change);
  toast(t('no-such-folder', { name: t(`folder-${use}` as MessageId) }), { look: 'failed' });
}

async function move(
  chosen: Chosen,
  to: string,
  said: (count: number) => string,
  change: Change = {},
) {
  const { folder, uids, view } = chosen;
  if (to === folder) {
    toast(t('already-there'));
    return;
  }
  const putBack = leave(chosen);
  try {
    const { count, undo } = await during(
      chosen,
      call(moveMessages, { folder, ...validity(folder), uids, view, to, ...change }),
    );
    offerUndo(said(count), undo && (() => takeBack(undo, folder)));
    if (to === folderFor('trash')?.path)
      void queryClient.invalidateQueries({ queryKey: ['storage'] });
  } catch (error) {
    if (to !== folderFor('trash')?.path || !isFull(error)) {
      fail(error);
      return putBack();
    }
    // First the rows are back: read after the answer, they would show what is gone.
    await putBack();
    offerForGood(chosen.count, () => void expunge(chosen));
  }
}

/** One Undo: the server knows what the act changed, and says how much of it is back. */
async function takeBack(token: string, folder: string) {
  try {
    const { count, wanted } = await call(undoAct, { token });
    tellFollowers({ type: 'back', folder });
    toast(count < wanted ? t('did-undo-some', { count, wanted }) : t('did-undo'));
    void queryClient.invalidateQueries({ queryKey: ['storage'] });
  } catch (error) {
    fail(error);
    await restoreRows(queryClient, folder, []);
  }
}

/** What takes the mail server longer than a moment is said while it lasts. */
const MANY = 500;

async function during<T>({ count }: Chosen, answer: Promise<T>): Promise<T> {
  void beginAct(answer);
  if (count < MANY) return answer;
  const done = toast(t('working-on', { count }), { look: 'working' });
  return answer.finally(done);
}

/** UIDs mean something under one UIDVALIDITY only: the server refuses an act that names another. */
function validity(folder: string) {
  const known = knownFolder(folder);
  return known ? { uidValidity: known.uidValidity } : {};
}

function fail(error: unknown) {
  toast(sentenceOf(error, t), { look: 'failed' });
}
