import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { keepPiece, type Piece, type PieceItem, piecesOf } from '../../store/clean-up-pieces.ts';
import { type CleanUpChange, type CleanUpEntry, updateCleanUp } from '../../store/clean-ups.ts';
import type { SignedIn } from '../session/session.ts';
import { entrustTo } from './items.ts';
import { lookAt } from './look.ts';
import { isSparedBy } from './protected.ts';
import { weigh } from './weigh.ts';

/**
 * What is left of a clean-up for which the mailbox is too full goes for good, by its owner's word: counted once more, and only
 * where it is still in its place.
 *
 * @throws Refusal `clean-up-gone` for one that is not full, `clean-up-changed` with the new weight.
 */
export async function goOnForGood(
  context: Context,
  session: SignedIn,
  entry: CleanUpEntry,
  expected: { messages: number; bytes: number },
): Promise<void> {
  if (entry.state !== 'failed' || entry.trouble !== 'mailbox-full' || entry.action !== 'trash')
    throw new Refusal('clean-up-gone', 'This clean-up was not stopped by a full mailbox.');
  const left: Piece[] = [];
  let missed = 0;
  for await (const piece of piecesOf(context.store, entry)) {
    if (piece.act !== 'trash' || piece.state === 'done') continue;
    const items = await stillThere(context, session, entry, piece);
    missed += piece.items.length - items.length;
    left.push({ ...piece, act: 'expunge', state: 'planned', to: null, items });
  }
  const whole = weigh(left.flatMap(({ items }) => items));
  if (!whole.messages || whole.messages !== expected.messages || whole.bytes !== expected.bytes)
    throw new Refusal('clean-up-changed', 'The mailbox holds something else now.', { ...whole });
  await context.store.transaction().execute(async (step) => {
    const now = Date.now();
    const change: CleanUpChange = {
      state: 'running',
      trouble: null,
      wish: null,
      tries: 0,
      dueAt: now,
      queuedAt: now,
      endedAt: null,
      missed: entry.missed + missed,
      sealed: entrustTo(context, session, entry),
    };
    if (!(await updateCleanUp(step, entry, change, { state: 'failed', owner: null })))
      throw new Refusal('clean-up-gone', 'This clean-up goes on already.');
    for (const piece of left) await keepPiece(step, entry, piece);
  });
}

/** A full mailbox moves nothing: what is not in its place was taken by somebody else. */
async function stillThere(
  context: Context,
  session: SignedIn,
  { spares }: CleanUpEntry,
  piece: Piece,
): Promise<PieceItem[]> {
  const open = piece.items.filter(({ fate }) => fate === 'open');
  const uids = open.map(({ uid }) => uid);
  const seen = await lookAt(context, session, piece, uids, false);
  return open.filter(({ uid }) => {
    const now = seen?.get(uid);
    return now && !isSparedBy(now.flags, spares);
  });
}
