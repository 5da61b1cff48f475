import type { SpecialUse } from '../../../shared/folders.ts';
import {
  copyMessages,
  expungeMessages,
  moveMessages,
  setFlags,
  undoAct,
} from '../../../shared/messages.ts';
import { inUidSet, type UidSet } from '../../../shared/values.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { type MessageId, t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { folderFor, labelOf } from '../folders/folders.ts';
import type { Chosen } from '../messages/acts.ts';
import { tellFollowers } from '../messages/followers.ts';
import { isFull, offerForGood } from '../messages/full-mailbox.ts';
import { changeFlagsHere } from '../messages/live-messages.ts';
import { offerUndo } from '../messages/undo.ts';

/** What is chosen among hits: messages of each folder, under the UIDVALIDITY they were found under. */
export type ChosenHits = Chosen & { uidValidity: string };

export const countOfHits = (groups: Chosen[]) => groups.reduce((sum, { count }) => sum + count, 0);

/** Adds or removes one flag wherever it differs; one Undo for all. */
export async function flagHits(
  groups: ChosenHits[],
  flag: string,
  isAdded: boolean,
  said: MessageId,
  words: { name?: string } = {},
) {
  const changes: { folder: string; changed: UidSet }[] = [];
  let count = 0;
  await eachFolder(groups, async ({ folder, uids, uidValidity }) => {
    showFlag(folder, uids, flag, isAdded);
    const answer = await call(setFlags, { folder, uidValidity, uids, ...change(flag, isAdded) });
    count += answer.count;
    if (answer.count) changes.push({ folder, changed: answer.changed });
  });
  const undo = () =>
    eachFolder(changes, async ({ folder, changed }) => {
      showFlag(folder, changed, flag, !isAdded);
      await call(setFlags, { folder, uids: changed, ...change(flag, !isAdded) });
    }).then(() => toast(t('did-undo')));
  say(t(said, { count, ...words }), count > 0, undo);
}

const change = (flag: string, isAdded: boolean) => (isAdded ? { add: [flag] } : { remove: [flag] });

function showFlag(folder: string, uids: UidSet, flag: string, isAdded: boolean) {
  const isMeant = (uid: number) => inUidSet(uids, uid);
  changeFlagsHere(queryClient, folder, isMeant, (flags) => [
    ...flags.filter((one) => one !== flag),
    ...(isAdded ? [flag] : []),
  ]);
}

/** Moves to the folder of a purpose; messages that are there already stay. */
export function moveHitsToUse(
  groups: ChosenHits[],
  use: SpecialUse,
  said: MessageId,
  keywords?: Keywords,
) {
  const folder = folderFor(use);
  if (folder) return moveHits(groups, folder.path, (count) => t(said, { count }), keywords);
  toast(t('no-such-folder', { name: t(`folder-${use}` as MessageId) }), { look: 'failed' });
  return Promise.resolve();
}

export function moveHitsTo(groups: ChosenHits[], to: string) {
  return moveHits(groups, to, (count) => t('did-move', { count, folder: labelOf(to, t) }));
}

/** Spam is marked before it moves, so that filters can learn. */
export const reportHits = (groups: ChosenHits[]) =>
  moveHitsToUse(groups, 'junk', 'did-spam', { add: ['$Junk'], remove: ['$NotJunk'] });

interface Keywords {
  add: string[];
  remove: string[];
}

async function moveHits(
  groups: ChosenHits[],
  to: string,
  said: (count: number) => string,
  keywords?: Keywords,
) {
  const places: { from: string; uids: UidSet }[] = [];
  const stuck: ChosenHits[] = [];
  const isTrash = to === folderFor('trash')?.path;
  let count = 0;
  let canUndo = true;
  await eachFolder(
    groups.filter(({ folder }) => folder !== to),
    async (group) => {
      const { folder, uids, uidValidity, count: wanted } = group;
      tellFollowers({ type: 'left', folder, uids });
      if (keywords) await call(setFlags, { folder, uidValidity, uids, ...keywords });
      const moved = await call(moveMessages, { folder, uidValidity, uids, to }).catch((error) => {
        if (!isTrash || !isFull(error)) throw error;
        stuck.push(group);
        tellFollowers({ type: 'back', folder });
      });
      if (!moved) return;
      count += moved.count || wanted;
      if (moved.uids.length) places.push({ from: folder, uids: moved.uids });
      else canUndo = false;
    },
  );
  const undo = () =>
    eachFolder(places, async ({ from, uids }) => {
      await call(moveMessages, { folder: to, uids, to: from });
      tellFollowers({ type: 'back', folder: from });
    }).then(() => toast(t('did-undo')));
  if (count) say(said(count), canUndo, undo);
  if (stuck.length) offerForGood(countOfHits(stuck), () => void expungeHits(stuck));
  if (isTrash) void queryClient.invalidateQueries({ queryKey: ['storage'] });
}

/** Copies them there; those that are there already are copied as well. */
export async function copyHitsTo(groups: ChosenHits[], to: string) {
  const undos: string[] = [];
  let count = 0;
  let canUndo = true;
  await eachFolder(groups, async ({ folder, uids, uidValidity }) => {
    const copied = await call(copyMessages, { folder, uidValidity, uids, to });
    count += copied.count;
    if (copied.undo) undos.push(copied.undo);
    else canUndo = false;
  });
  const undo = async () => {
    for (const token of undos) await call(undoAct, { token });
    toast(t('did-undo'));
  };
  if (count) say(t('did-copy', { count, folder: labelOf(to, t) }), canUndo, undo);
  void queryClient.invalidateQueries({ queryKey: ['storage'] });
}

/** Deletes for good; the caller has asked. */
export async function expungeHits(groups: ChosenHits[]) {
  let count = 0;
  await eachFolder(groups, async ({ folder, uids, uidValidity }) => {
    tellFollowers({ type: 'left', folder, uids });
    count += (await call(expungeMessages, { folder, uidValidity, uids })).count;
  });
  if (count) toast(t('did-expunge', { count }));
  void queryClient.invalidateQueries({ queryKey: ['storage'] });
}

/** One folder after the other; what one refuses is said, and the others go on. */
async function eachFolder<Group extends object>(
  groups: Group[],
  act: (group: Group) => Promise<void>,
) {
  for (const group of groups) {
    try {
      await act(group);
    } catch (error) {
      const folder = 'folder' in group ? String(group.folder) : '';
      tellFollowers({ type: 'back', folder });
      toast(sentenceOf(error, t), { look: 'failed' });
    }
  }
}

function say(words: string, canUndo: boolean, undo: () => Promise<unknown>) {
  offerUndo(words, canUndo ? undo : null);
}
