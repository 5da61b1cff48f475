import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet } from '../../../shared/values.ts';
import { expunge } from '../../mail/expunge.ts';
import { mailRefusal } from '../../mail/failures.ts';
import { toSequenceSets } from '../../mail/ranges.ts';
import { transfer } from '../../mail/transfer.ts';
import type { Piece, PieceItem } from '../../store/clean-up-pieces.ts';
import { findIn, lookAt, type Seen, STEP, unlessGone } from './look.ts';
import { openOf, readPlace, record, type Step, takeStock } from './step.ts';

/** A move, and what it left open looked into: more often than this, the server does not do what it says. */
const ROUNDS = 4;

/**
 * Moves the messages of a piece. Before it does, the ledger says which they are, what names each among all, and the
 * UIDNEXT of the folder they go to. Whatever breaks after that, a message is in its place and goes on, or is found there and
 * booked, or somebody else has taken it: `missed`.
 *
 * @param isWanted false: what is in its place stays; only what was begun is booked.
 */
export async function moveOpen(step: Step, piece: Piece, to: string, isWanted = true) {
  for (let round = 0; openOf(piece).length && round < ROUNDS; round++) {
    const uids = openOf(piece).map(({ uid }) => uid);
    const present = await lookAt(step.context, step.login, piece, uids);
    if (piece.state === 'planned') await begin(step, piece, to, present);
    else await settle(step, piece, to, present);
    if (!isWanted) for (const item of openOf(piece)) item.fate = 'missed';
    if (!openOf(piece).length) return;
    // Some were deleted elsewhere at this moment, and the server refuses all: the others are asked for again.
    await move(step, piece, to).catch((error) => {
      if (mailRefusal(error).code !== 'mail-server-refused' || round + 1 === ROUNDS) throw error;
    });
  }
  if (openOf(piece).length)
    throw new Refusal('mail-server-refused', 'The mail server does not move the messages.');
}

async function begin(step: Step, piece: Piece, to: string, seen: Map<number, Seen> | null) {
  const isOnItsWayBack = piece.act === 'back' || piece.act === 'swap';
  const present = seen ?? (isOnItsWayBack ? await findAnew(step, piece) : null);
  takeStock(step, piece, present);
  const { uidValidity, uidNext } = await readPlace(step, to);
  if (piece.act === 'swap' && piece.toValidity !== uidValidity)
    // The lighter ones went with the folder that is not the same any more.
    for (const item of piece.items) item.light = null;
  Object.assign(piece, { state: 'begun', to, toValidity: uidValidity, toUidNext: uidNext });
  await record(step, piece);
}

/** Trash was renumbered: what names a message among all finds it under its new number. */
async function findAnew({ context, login }: Step, piece: Piece) {
  const nowhere = { uidValidity: null, uidNext: null };
  const { uidValidity, uids } = await findIn(context, login, piece.folder, nowhere, piece.items);
  piece.uidValidity = uidValidity;
  for (const [item, uid] of uids) item.uid = uid;
  const found = [...uids.values()];
  // A number that nobody has now may be another's: only what was found is looked at.
  for (const item of piece.items) if (!uids.has(item)) item.fate = 'missed';
  return lookAt(context, login, piece, found);
}

/** What a move that was begun has come to: looked for in its place first, and then where it was to go. */
async function settle(step: Step, piece: Piece, to: string, present: Map<number, Seen> | null) {
  await readPlace(step, to);
  const open = openOf(piece);
  const since = { uidValidity: piece.toValidity, uidNext: piece.toUidNext };
  const { uidValidity, uids } = await findIn(step.context, step.login, to, since, open);
  const here = open.filter(({ uid }) => present?.has(uid));
  // A server takes a copy of all or of none: when all are there too, only their originals were not taken out.
  const isCopied = here.length > 0 && here.every((item) => uids.has(item));
  if (isCopied) await takeOut(step, piece, here);
  for (const item of open) {
    if (here.includes(item) && !isCopied) continue;
    item.at = uids.get(item) ?? null;
    item.fate = item.at === null ? 'missed' : 'done';
  }
  if (uids.size) piece.toValidity = uidValidity;
  await record(step, piece);
}

function takeOut({ context, login }: Step, piece: Piece, items: PieceItem[]) {
  return context.mail.inFolder(
    login,
    piece.folder,
    async (imap, { uidValidity }) => {
      if (String(uidValidity) === piece.uidValidity)
        await expunge(imap, toUidSet(items.map(({ uid }) => uid)));
    },
    STEP,
  );
}

async function move({ context, login }: Step, piece: Piece, to: string) {
  const items = new Map(openOf(piece).map((item) => [item.uid, item]));
  await unlessGone(
    context.mail.inFolder(
      login,
      piece.folder,
      async (imap, { uidValidity }) => {
        if (String(uidValidity) !== piece.uidValidity) return;
        // Without MOVE the copies are seen to be there before the originals go: the next round's.
        const verb = imap.capabilities.has('MOVE') ? 'MOVE' : 'COPY';
        for (const range of toSequenceSets(toUidSet(items.keys()))) {
          const { places } = await transfer(imap, verb, range, to);
          if (verb === 'COPY' || !places) continue;
          piece.toValidity = places.uidValidity;
          for (const [uid, at] of places.uids)
            Object.assign(items.get(uid) ?? {}, { at, fate: 'done' });
        }
      },
      STEP,
    ),
  );
}
