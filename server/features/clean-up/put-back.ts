import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { toSequenceSets } from '../../mail/ranges.ts';
import { dropPlanned, insertPieces, type Piece, piecesOf } from '../../store/clean-up-pieces.ts';
import { type CleanUpEntry, type InTrash, updateCleanUp } from '../../store/clean-ups.ts';
import { unlessGone } from './look.ts';
import { bytesOf, LostClaim } from './step.ts';

/**
 * Writes down the way back of everything that went to Trash: the ledger read backwards. From then on the clean-up's figures
 * count the way back.
 */
export async function planWayBack(context: Context, entry: CleanUpEntry, owner: string) {
  const back: Piece[] = [];
  let last = 0;
  for await (const piece of piecesOf(context.store, entry)) {
    last = Math.max(last, piece.place);
    const reversed = reverse(piece);
    if (reversed) back.push(reversed);
  }
  const pieces = back.map((piece, i) => ({ ...piece, place: last + 1 + i }));
  const items = pieces.flatMap((piece) => piece.items);
  const figures = { messages: items.length, bytes: bytesOf(items) };
  await context.store.transaction().execute(async (step) => {
    const change = { ...figures, wish: null, done: 0, doneBytes: 0, missed: 0, tries: 0 };
    if (!(await updateCleanUp(step, entry, change, { owner }))) throw new LostClaim();
    await dropPlanned(step, entry);
    await insertPieces(step, entry, pieces);
  });
}

function reverse({ act, folder, uidValidity, to, toValidity, items }: Piece): Piece | null {
  if ((act !== 'trash' && act !== 'lighten') || to === null || toValidity === null) return null;
  const gone = items.filter(({ fate, at }) => fate === 'done' && at !== null);
  if (!gone.length) return null;
  return {
    ...{ place: 0, state: 'planned', uidNext: null, toUidNext: null },
    act: act === 'trash' ? 'back' : 'swap',
    ...{ folder: to, uidValidity: toValidity, to: folder, toValidity: uidValidity },
    items: gone.map((item) => ({ ...item, uid: item.at!, at: null, fate: 'open' })),
  };
}

/** True while any of it is in Trash. What nobody can tell now counts as there. */
export async function isStillInTrash(
  { mail }: Context,
  login: Login,
  places: InTrash[],
): Promise<boolean> {
  for (const { folder, uidValidity, uids } of places) {
    let isThere = false;
    await unlessGone(
      mail.inFolder(
        login,
        folder,
        async (imap, mailbox) => {
          // A renumbered Trash is looked through when it is put back.
          isThere = mailbox.exists > 0 && String(mailbox.uidValidity) !== uidValidity;
          if (!mailbox.exists || isThere) return;
          for (const uid of toSequenceSets(uids))
            if (((await imap.search({ uid }, { uid: true })) || []).length) isThere = true;
        },
        { repeatable: true },
      ),
    );
    if (isThere) return true;
  }
  return false;
}
