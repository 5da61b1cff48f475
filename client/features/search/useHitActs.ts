import { useState } from 'react';
import type { MessageRow } from '../../../shared/messages.ts';
import { folderFor } from '../folders/folders.ts';
import {
  archive,
  chooseOne,
  markRead,
  markUnread,
  moveToTrash,
  notSpam,
  reportSpam,
  star,
  unstar,
} from '../messages/acts.ts';
import type { RowAct } from '../messages/MessageRow.tsx';
import { anchorOf, useActMenus } from '../messages/useActMenus.tsx';
import { chosenHits } from './chosen.ts';
import { type ChosenHits, expungeHits, flagHits, moveHitsToUse, reportHits } from './hit-acts.ts';
import { toPlace } from './place.ts';
import type { Results } from './results.ts';

/** What happens around an act: the next message may be shown first. */
type Around = (act: () => void) => void;
const atOnce: Around = (act) => act();

/**
 * What is done with hits, each in its own folder.
 *
 * @param leaving shows the next message when the one that goes is open, then acts.
 */
export function useHitActs(
  results: Results,
  indexOf: (number: number) => number,
  leaving: (number: number, act: () => void) => void,
) {
  const menus = useActMenus();
  /** In Trash already: they go for good when that is confirmed, and only then does the page move on. */
  const [doomed, setDoomed] = useState<{ groups: ChosenHits[]; act(): void } | null>(null);
  const ask = (groups: ChosenHits[], around: Around) =>
    setDoomed({ groups, act: () => around(() => void expungeHits(groups)) });
  const isTrashed = ({ folder }: ChosenHits) => folder === folderFor('trash')?.path;

  const remove = (groups: ChosenHits[]) => {
    const others = groups.filter((group) => !isTrashed(group));
    const last = groups.filter(isTrashed);
    if (others.length) void moveHitsToUse(others, 'trash', 'did-delete');
    if (last.length) ask(last, atOnce);
  };
  const removeOne = (what: ChosenHits, around: Around = atOnce) =>
    isTrashed(what) ? ask([what], around) : around(() => void moveToTrash(what));
  const act = (row: MessageRow, kind: RowAct) => {
    const place = toPlace(results.folders, row.uid);
    if (!place) return;
    const one = chooseOne(place.folder, place.uid);
    const isArchived = place.folder === folderFor('archive')?.path;
    if (kind === 'archive' && !isArchived) leaving(row.uid, () => void archive(one));
    if (kind === 'delete')
      for (const what of chosenHits(results, [row.uid]))
        removeOne(what, (done) => leaving(row.uid, done));
    if (kind === 'star') void (row.flags.includes('\\Flagged') ? unstar : star)(one);
    if (kind === 'read') void (row.flags.includes('\\Seen') ? markUnread : markRead)(one);
    if (kind === 'mark-read') void markRead(one);
    if (kind === 'mark-unread') void markUnread(one);
    const isJunk = place.folder === folderFor('junk')?.path;
    if (kind === 'spam') leaving(row.uid, () => void (isJunk ? notSpam : reportSpam)(one));
    if (kind === 'move' || kind === 'tags')
      menus.open({
        kind,
        chosen: one,
        flags: [row.flags],
        anchor: anchorOf(indexOf(row.uid)),
        run: (done, leaves) => (leaves ? leaving(row.uid, done) : done()),
      });
  };
  /** The same for all that is chosen, by a key. */
  const actOnAll = (groups: ChosenHits[], kind: RowAct) => {
    if (kind === 'archive') void moveHitsToUse(groups, 'archive', 'did-archive');
    if (kind === 'delete') remove(groups);
    if (kind === 'spam') void reportHits(groups);
    if (kind === 'star') void flagHits(groups, '\\Flagged', true, 'did-star');
    if (kind === 'mark-read') void flagHits(groups, '\\Seen', true, 'did-read');
    if (kind === 'mark-unread') void flagHits(groups, '\\Seen', false, 'did-unread');
  };
  return {
    act,
    actOnAll,
    menus: menus.menus,
    remove,
    removeOne,
    doomed,
    spare: () => setDoomed(null),
  };
}
