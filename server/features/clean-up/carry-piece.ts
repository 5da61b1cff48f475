import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet } from '../../../shared/values.ts';
import { expunge } from '../../mail/expunge.ts';
import type { Piece } from '../../store/clean-up-pieces.ts';
import { ensureFolderFor } from '../folders.ts';
import { carryLighten } from './lighten.ts';
import { lookAt, STEP, unlessGone } from './look.ts';
import { moveOpen } from './move.ts';
import { bytesOf, finish, openOf, record, type Step, takeStock } from './step.ts';

/** Takes one step, or ends one that was begun before. @param isWanted false: only looks what became of it. */
export async function carryPiece(step: Step, piece: Piece, isWanted: boolean): Promise<void> {
  if (piece.act === 'expunge') return carryExpunge(step, piece, isWanted);
  if (piece.act === 'lighten') return carryLighten(step, piece, await trashOf(step), isWanted);
  await moveOpen(step, piece, piece.to ?? (await trashOf(step)), isWanted);
  if (piece.act === 'swap') await dropLighter(step, piece);
  await finish(step, piece);
}

const trashOf = ({ context, login }: Step) =>
  context.mail.use(login, (imap) => ensureFolderFor(imap, 'trash'), STEP);

/** What was there when it began and is not there now has left the disk. */
async function carryExpunge(step: Step, piece: Piece, isWanted: boolean) {
  const { context, login } = step;
  const look = () => {
    const uids = openOf(piece).map(({ uid }) => uid);
    return lookAt(context, login, piece, uids, false);
  };
  if (piece.state === 'planned') {
    takeStock(step, piece, await look());
    piece.state = 'begun';
    await record(step, piece);
  }
  if (isWanted) await unlessGone(expungeOpen(step, piece));
  const left = await look();
  for (const item of openOf(piece)) {
    if (!left) item.fate = 'missed';
    else if (!left.has(item.uid)) item.fate = 'done';
    else if (!isWanted) item.fate = 'missed';
    else throw new Refusal('mail-server-refused', 'The mail server does not delete the messages.');
  }
  await finish(step, piece, bytesOf(piece.items.filter(({ fate }) => fate === 'done')));
}

function expungeOpen({ context, login }: Step, piece: Piece) {
  return context.mail.inFolder(
    login,
    piece.folder,
    async (imap, { uidValidity, exists }) => {
      const uids = toUidSet(openOf(piece).map(({ uid }) => uid));
      if (String(uidValidity) === piece.uidValidity && exists && uids.length)
        await expunge(imap, uids);
    },
    STEP,
  );
}

/** The original is back: the lighter one, where it still is, holds nothing that the original does not. */
async function dropLighter({ context, login, ...step }: Step, piece: Piece) {
  const back = piece.items.filter(({ fate, light }) => fate === 'done' && light !== null);
  if (!back.length) return;
  await record({ context, login, ...step }, piece);
  const place = { folder: piece.to ?? '', uidValidity: piece.toValidity ?? '' };
  const seen = await lookAt(
    context,
    login,
    place,
    back.map(({ light }) => light!),
  );
  const same = back.filter(({ light, id }) => seen?.has(light!) && seen.get(light!)?.id === id);
  if (!same.length) return;
  await context.mail.inFolder(
    login,
    place.folder,
    async (imap, { uidValidity }) => {
      if (String(uidValidity) === place.uidValidity)
        await expunge(imap, toUidSet(same.map(({ light }) => light!)));
    },
    STEP,
  );
}
