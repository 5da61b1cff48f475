import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { nextPiece } from '../../store/clean-up-pieces.ts';
import { type CleanUpChange, type CleanUpEntry, updateCleanUp } from '../../store/clean-ups.ts';
import type { SignedIn } from '../session/session.ts';
import { entrustTo } from './items.ts';
import { ending } from './job.ts';

/** Ends it after the step under way; at once where nobody takes one. What is over stays as it is. */
export async function decideStop(context: Context, entry: CleanUpEntry): Promise<void> {
  const { store } = context;
  if (entry.state === 'waiting' || (entry.state === 'running' && entry.owner === null)) {
    const { state, owner } = entry;
    const end = await ending(context, entry, 'stopped', null);
    if (await updateCleanUp(store, entry, end, { state, owner })) return;
  }
  await updateCleanUp(store, entry, { wish: 'stop' }, { state: 'running' });
}

/**
 * Everything goes back: at once when it has ended, else after the step under way.
 *
 * @throws Refusal `clean-up-gone` when it cannot.
 */
export async function decideBack(
  context: Context,
  session: SignedIn,
  entry: CleanUpEntry,
): Promise<void> {
  const { store } = context;
  if (entry.state === 'going-back') return;
  if (entry.state === 'running' || entry.state === 'waiting') {
    const sealed = entrustTo(context, session, entry);
    const dueAt = entry.owner === null ? Date.now() : entry.dueAt;
    const change = { wish: 'back', sealed, dueAt, state: 'running' } as const;
    if (await updateCleanUp(store, entry, change, { state: entry.state })) return;
  }
  const isOver = ['done', 'stopped', 'failed'].includes(entry.state);
  if (!isOver || entry.backUntil === null || entry.backUntil <= Date.now()) refuseGone();
  const now = Date.now();
  const next = await nextPiece(store, entry);
  const isHalfBack = next?.act === 'back' || next?.act === 'swap';
  const change: CleanUpChange = {
    state: 'going-back',
    wish: isHalfBack ? null : 'back',
    trouble: null,
    tries: 0,
    endedAt: null,
    queuedAt: now,
    dueAt: now,
    owner: null,
    sealed: entrustTo(context, session, entry),
  };
  if (!(await updateCleanUp(store, entry, change, { state: entry.state }))) refuseGone();
}

function refuseGone(): never {
  throw new Refusal('clean-up-gone', 'This clean-up cannot be put back.');
}
