import { useState } from 'react';
import type { MessageRow } from '../../../shared/messages.ts';
import { folderFor } from '../folders/folders.ts';
import {
  archive,
  chooseOne,
  markRead,
  markUnread,
  moveToTrash,
  star,
  unstar,
} from '../messages/acts.ts';
import type { RowAct } from '../messages/MessageRow.tsx';
import { chosenHits } from './chosen.ts';
import { type ChosenHits, moveHitsToUse } from './hit-acts.ts';
import { toPlace } from './place.ts';
import type { Results } from './results.ts';

/**
 * What is done with hits, each in its own folder.
 *
 * @param leaving shows the next message when the one that goes is open, then acts.
 */
export function useHitActs(results: Results, leaving: (number: number, act: () => void) => void) {
  /** In Trash already: they go for good, and that is asked first. */
  const [doomed, setDoomed] = useState<ChosenHits[] | null>(null);
  const isTrashed = ({ folder }: ChosenHits) => folder === folderFor('trash')?.path;

  const remove = (groups: ChosenHits[]) => {
    const others = groups.filter((group) => !isTrashed(group));
    const last = groups.filter(isTrashed);
    if (others.length) void moveHitsToUse(others, 'trash', 'did-delete');
    if (last.length) setDoomed(last);
  };
  const removeOne = (what: ChosenHits) =>
    isTrashed(what) ? setDoomed([what]) : void moveToTrash(what);
  const act = (row: MessageRow, kind: RowAct) => {
    const place = toPlace(results.folders, row.uid);
    if (!place) return;
    const one = chooseOne(place.folder, place.uid);
    const isArchived = place.folder === folderFor('archive')?.path;
    if (kind === 'archive' && !isArchived) leaving(row.uid, () => void archive(one));
    if (kind === 'delete')
      leaving(row.uid, () => chosenHits(results, [row.uid]).forEach(removeOne));
    if (kind === 'star') void (row.flags.includes('\\Flagged') ? unstar : star)(one);
    if (kind === 'read') void (row.flags.includes('\\Seen') ? markUnread : markRead)(one);
  };
  return { act, remove, removeOne, doomed, spare: () => setDoomed(null) };
}
