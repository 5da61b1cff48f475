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
/** No message has this one. */
const NO_UID = 0;

/**
 * Moves the messages of a piece. Before it does, the ledger says which they are, what names each among all, and the
 * UIDNEXT of the folder they go to. Whatever breaks after that, a message is in its place and goes on, or is found there and
 * booked, or somebody else has taken it: `missed`.
 *
 * @param isWanted false: what is in its place stays; only what was begun is booked.
 */
export async function moveOpen(step: Step, piece: Piece, to: string, isWanted = true) {
  for (let round = 0; openOf(piece).length && round < ROUNDS; round++) {
    const present = await look(step, piece);
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

/** Those of the open messages that are in their place, even where it was renumbered. */
async function look(step: Step, piece: Piece): Promise<Map<number, Seen> | null> {
  const { context, login } = step;
  const uids = openOf(piece).map(({ uid }) => uid);
  const present = await lookAt(context, login, piece, uids);
  // What names a message among all is known once it was looked at.
  const isNamed = piece.state === 'begun' || piece.act === 'back' || piece.act === 'swap';
  if (present || !isNamed) return present;
  const nowhere = { uidValidity: null, uidNext: null };
  const found = await findIn(context, login, piece.folder, nowhere, openOf(piece));
  piece.uidValidity = found.uidValidity;
  for (const item of openOf(piece)) item.uid = found.uids.get(item) ?? NO_UID;
  return lookAt(context, login, piece, [...found.uids.values()]);
}

async function begin(step: Step, piece: Piece, to: string, present: Map<number, Seen> | null) {
  takeStock(step, piece, present);
  const { uidValidity, uidNext } = await readPlace(step, to);
  if (piece.act === 'swap' && piece.toValidity !== uidValidity)
    // The lighter ones went with the folder that is not the same any more.
    for (const item of piece.items) item.light = null;
  Object.assign(piece, { state: 'begun', to, toValidity: uidValidity, toUidNext: uidNext });
  await record(step, piece);
}

/** What a move that was begun has come to: looked for in its place first, and then where it was to go. */
async function settle(step: Step, piece: Piece, to: string, present: Map<number, Seen> | null) {
  await readPlace(step, to);
  const open = openOf(piece);
  const since = { uidValidity: piece.toValidity, uidNext: piece.toUidNext };
  const { uidValidity, uids } = await findIn(step.context, step.login, to, since, open);
  // One that is in both places was copied, and its original not yet taken out.
  const both = open.filter((item) => present?.has(item.uid) && uids.has(item));
  // One whose copy somebody took meanwhile was only marked: it is not to go with the next EXPUNGE.
  const marked = open.filter(
    (item) => !uids.has(item) && present?.get(item.uid)?.flags.has('\\Deleted'),
  );
  if (both.length || marked.length) await takeOut(step, piece, both, marked);
  for (const item of open) {
    item.at = uids.get(item) ?? null;
    if (item.at !== null) item.fate = 'done';
    else if (!present?.has(item.uid)) item.fate = 'missed';
  }
  if (uids.size) piece.toValidity = uidValidity;
  await record(step, piece);
}

function takeOut({ context, login }: Step, piece: Piece, copied: PieceItem[], marked: PieceItem[]) {
  const setOf = (items: PieceItem[]) => toUidSet(items.map(({ uid }) => uid));
  return context.mail.inFolder(
    login,
    piece.folder,
    async (imap, { uidValidity }) => {
      if (String(uidValidity) !== piece.uidValidity)
        throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
      // With MOVE it is never us who marks.
      if (!imap.capabilities.has('MOVE'))
        for (const range of toSequenceSets(setOf(marked)))
          await imap.messageFlagsRemove(range, ['\\Deleted'], { uid: true });
      await expunge(imap, setOf(copied));
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
