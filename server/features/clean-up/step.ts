import type { ImapFlow } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { mailRefusal } from '../../mail/failures.ts';
import type { Login } from '../../mail/login.ts';
import { keepPiece, type Piece, type PieceItem } from '../../store/clean-up-pieces.ts';
import { type CleanUpChange, type CleanUpEntry, updateCleanUp } from '../../store/clean-ups.ts';
import { type Seen, STEP } from './look.ts';
import { isSparedBy } from './protected.ts';

/** Another process has taken the clean-up over: what was meant to be done is its to do. */
export class LostClaim extends Error {}

/** What a step works with. */
export interface Step {
  context: Context;
  login: Login;
  entry: CleanUpEntry;
  owner: string;
}

/** Writes the piece into the ledger, with what changes of the clean-up at the same moment. */
export async function record(
  { context, entry, owner }: Step,
  piece: Piece,
  change: CleanUpChange = {},
): Promise<void> {
  await context.store.transaction().execute(async (both) => {
    if (!(await updateCleanUp(both, entry, change, { owner }))) throw new LostClaim();
    await keepPiece(both, entry, piece);
  });
}

/** The step is over: what it did counts. @param freed bytes that left the disk. */
export async function finish(step: Step, piece: Piece, freed = 0): Promise<void> {
  const { entry } = step;
  const done = piece.items.filter(({ fate }) => fate === 'done');
  await record(
    step,
    { ...piece, state: 'done' },
    {
      done: entry.done + done.length,
      doneBytes: entry.doneBytes + bytesOf(done),
      missed: entry.missed + piece.items.length - done.length,
      freed: entry.freed + freed,
      tries: 0,
      trouble: null,
    },
  );
}

export const openOf = ({ items }: Piece): PieceItem[] =>
  items.filter(({ fate }) => fate === 'open');
export const bytesOf = (items: PieceItem[]): number =>
  items.reduce((sum, { size }) => sum + size, 0);

/**
 * Before a step: what is not there any more, or has come under a protection since, is let go; of the rest
 * what names it among all is kept.
 */
export function takeStock({ entry }: Step, piece: Piece, present: Map<number, Seen> | null) {
  const spares = piece.act === 'back' || piece.act === 'swap' ? [] : entry.spares;
  for (const item of openOf(piece)) {
    const seen = present?.get(item.uid);
    if (!seen || isSparedBy(seen.flags, spares)) item.fate = 'missed';
    else Object.assign(item, { id: seen.id, size: seen.size, received: seen.received });
  }
}

/** UIDVALIDITY and UIDNEXT of a folder that something is to be put into; one that is gone is made anew. */
export function readPlace({ context, login }: Step, folder: string) {
  return context.mail.use(
    login,
    async (imap) => {
      const status = await statusOf(imap, folder);
      if (status) return status;
      await imap.mailboxCreate(folder);
      await imap.mailboxSubscribe(folder);
      const made = await statusOf(imap, folder);
      if (!made) throw new Refusal('mail-server-refused', 'A folder could not be made anew.');
      return made;
    },
    STEP,
  );
}

async function statusOf(imap: ImapFlow, folder: string) {
  try {
    const status = await imap.status(folder, { uidNext: true, uidValidity: true });
    // It answers false for a connection that is gone, too.
    if (!imap.usable) throw new Refusal('mail-server-down', 'The mail server does not answer.');
    if (!status || status.uidNext === undefined) return null;
    return { uidNext: status.uidNext, uidValidity: String(status.uidValidity ?? 0) };
  } catch (error) {
    if ((error as { code?: string }).code === 'NotFound') return null;
    throw mailRefusal(error);
  }
}
