import type { ImapFlow } from 'imapflow';
import type { SimpleRule } from '../../../shared/filters.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { UidSet } from '../../../shared/values.ts';
import { folderFor } from '../folders.ts';
import { changedUids, changeFlags } from '../messages/flags.ts';
import { transferAll } from '../messages/moves.ts';
import type { Way } from '../messages/undo.ts';

/** What a rule does with messages that are there already. */
interface Plan {
  flags: string[];
  copies: string[];
  /** null = they stay. */
  moveTo: string | null;
}

/** Where messages go, with the folders made that are missing. */
export async function planOf(
  imap: ImapFlow,
  { actions }: SimpleRule,
  folder: string,
): Promise<Plan> {
  const flags = actions.flatMap((action) => {
    if (action.do === 'star') return ['\\Flagged'];
    if (action.do === 'read') return ['\\Seen'];
    return action.do === 'tag' ? [action.keyword] : [];
  });
  const moves = actions.flatMap((action) => (action.do === 'move' ? [action.folder] : []));
  const copied = actions.flatMap((action) => (action.do === 'copy' ? [action.folder] : []));
  const discards = actions.some((action) => action.do === 'discard');
  // At delivery what is put into a folder leaves the Inbox, unless it is kept as well.
  const stays =
    actions.some((action) => action.do === 'keep') ||
    (!moves.length && !discards) ||
    moves.includes(folder);
  const trash = !stays && !moves.length ? await trashOf(imap) : null;
  const moveTo = stays ? null : (trash ?? moves.at(-1)!);
  const copies = [...new Set([...copied, ...moves])].filter(
    (one) => one !== moveTo && one !== folder,
  );
  for (const one of moveTo === null ? copies : [...copies, moveTo]) await ensureFolder(imap, one);
  return { flags, copies, moveTo: moveTo === folder ? null : moveTo };
}

/** What is discarded is gone at delivery; what one has already seen goes where it can be found. */
async function trashOf(imap: ImapFlow): Promise<string> {
  const trash = await folderFor(imap, 'trash');
  if (trash === null) throw new Refusal('not-found', 'There is no Trash.');
  return trash;
}

async function ensureFolder(imap: ImapFlow, path: string) {
  const made = await imap.mailboxCreate(path);
  if (made?.created) await imap.mailboxSubscribe(path);
}

/** @returns what was done, as ways back. */
export async function carryOut(
  imap: ImapFlow,
  place: { folder: string; uidValidity: string },
  uids: UidSet,
  { flags: add, copies, moveTo }: Plan,
): Promise<Way[]> {
  const ways: Way[] = [];
  for (const to of copies) {
    const { places } = await transferAll(imap, 'COPY', uids, to);
    if (places) ways.push({ ...wayTo(to, places), flags: [], after: 'expunge' });
  }
  const flags = await changeFlags(imap, uids, { add, remove: [] });
  if (moveTo === null) {
    ways.push({ ...place, uids: [...changedUids(flags)], flags, after: null });
    return ways;
  }
  const { places } = await transferAll(imap, 'MOVE', uids, moveTo);
  if (places) {
    const moved = flags.map((change) => ({
      ...change,
      uids: change.uids.flatMap((uid) => places.uids.get(uid) ?? []),
    }));
    ways.push({ ...wayTo(moveTo, places), flags: moved, after: { moveTo: place.folder } });
  }
  return ways;
}

const wayTo = (folder: string, places: { uidValidity: string; uids: Map<number, number> }) => ({
  folder,
  uidValidity: places.uidValidity,
  uids: [...places.uids.values()],
});

/** What is for new mail only. */
export const skippedIn = ({ actions }: SimpleRule) => [
  ...new Set(
    actions.flatMap((action) =>
      action.do === 'redirect' || action.do === 'reject' || action.do === 'reply'
        ? [action.do]
        : [],
    ),
  ),
];
