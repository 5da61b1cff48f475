import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet } from '../../../shared/values.ts';
import { expunge } from '../../mail/expunge.ts';
import { numberParts } from '../../mail/part-numbers.ts';
import { readContents } from '../../mail/structure.ts';
import type { Piece, PieceItem } from '../../store/clean-up-pieces.ts';
import { lightenOne } from '../copies/lighten-all.ts';
import { digestOf, findIn, lookAt, type Seen, STEP } from './look.ts';
import { finish, readPlace, record, type Step, takeStock } from './step.ts';

/** What one message is like is no reason to leave the others as they are. */
const OWN_FAULTS = new Set([
  'message-gone',
  'not-found',
  'mailbox-changed',
  'message-sealed',
  'message-single',
  'too-large',
  'lighten-failed',
]);

/**
 * Takes the files out of one message. It is a new message then, and the original is in Trash. Stopped anywhere, the original is
 * in its place, alone or with a lighter one that is taken away again; or it is in Trash and the lighter one is found.
 */
export async function carryLighten(step: Step, piece: Piece, trash: string, isWanted: boolean) {
  const { context, login, entry } = step;
  const item = piece.items[0];
  if (!item) return finish(step, piece);
  const present = await lookAt(context, login, piece, [item.uid]);
  if (piece.state === 'planned') await begin(step, piece, trash, present);
  else if (present?.has(item.uid)) await dropHalf(step, piece, item);
  else await settle(step, piece, item, trash);
  if (item.fate === 'open' && !isWanted) item.fate = 'missed';
  if (item.fate === 'open') {
    const place = { folder: piece.folder, uidValidity: piece.uidValidity, uid: item.uid };
    const order = { language: entry.language };
    const lighter = await lightenOne(context, login, place, order).catch(nullIfItsOwn);
    if (lighter) book(piece, item, lighter);
    else item.fate = 'missed';
  }
  await finish(step, piece);
}

async function begin(step: Step, piece: Piece, trash: string, present: Map<number, Seen> | null) {
  takeStock(step, piece, present);
  const { uidValidity, uidNext } = await readPlace(step, trash);
  const here = await readPlace(step, piece.folder);
  Object.assign(piece, { to: trash, toValidity: uidValidity, toUidNext: uidNext });
  Object.assign(piece, { state: 'begun', uidNext: here.uidNext });
  await record(step, piece);
}

type Lighter = NonNullable<Awaited<ReturnType<typeof lightenOne>>>;

function book(piece: Piece, item: PieceItem, { uid, original }: Lighter) {
  Object.assign(item, { fate: 'done', light: uid, at: original?.uid ?? null });
  if (original) Object.assign(piece, { to: original.folder, toValidity: original.uidValidity });
}

function nullIfItsOwn(error: unknown): null {
  if (error instanceof Refusal && OWN_FAULTS.has(error.code)) return null;
  throw error;
}

/** It was stopped after the lighter one was laid down, and before the original went. */
async function dropHalf(step: Step, piece: Piece, item: PieceItem) {
  const half = await findLighter(step, piece, item);
  if (half === null) return;
  await step.context.mail.inFolder(
    step.login,
    piece.folder,
    async (imap, { uidValidity }) => {
      if (String(uidValidity) === piece.uidValidity) await expunge(imap, toUidSet([half]));
    },
    STEP,
  );
}

/** The original is not in its place: in Trash, or somebody took it. */
async function settle(step: Step, piece: Piece, item: PieceItem, trash: string) {
  const since = { uidValidity: piece.toValidity, uidNext: piece.toUidNext };
  const found = await findIn(step.context, step.login, piece.to ?? trash, since, [item]);
  const at = found.uids.get(item);
  if (at === undefined) {
    item.fate = 'missed';
    return;
  }
  piece.toValidity = found.uidValidity;
  Object.assign(item, { fate: 'done', at, light: await findLighter(step, piece, item) });
}

/** The newest message that came since, of the same Message-ID and date, smaller, and with a note of a file in it. */
async function findLighter({ context, login }: Step, piece: Piece, item: PieceItem) {
  const { folder, uidValidity, uidNext } = piece;
  if (uidNext === null) return null;
  return context.mail.inFolder(
    login,
    folder,
    async (imap, mailbox) => {
      if (String(mailbox.uidValidity) !== uidValidity || !mailbox.exists) return null;
      const query = {
        ...{ uid: true, size: true, internalDate: true, bodyStructure: true },
        headers: ['message-id'],
      };
      let found: number | null = null;
      for await (const one of imap.fetch(`${uidNext}:*`, query, { uid: true })) {
        const isSame =
          one.uid >= uidNext &&
          digestOf(one.headers) === item.id &&
          new Date(one.internalDate ?? 0).getTime() === item.received &&
          (one.size ?? 0) < item.size;
        const { attachments } = readContents(numberParts(one.bodyStructure));
        if (isSame && attachments.some(({ removed }) => removed)) found = one.uid;
      }
      return found;
    },
    STEP,
  );
}
