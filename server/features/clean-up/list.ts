import type { CleanUp } from '../../../shared/clean-up.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { nextPiece } from '../../store/clean-up-pieces.ts';
import { type CleanUpEntry, listCleanUps, updateCleanUp } from '../../store/clean-ups.ts';
import type { SignedIn } from '../session/session.ts';
import { entrustTo, toCleanUp } from './items.ts';
import { isStillInTrash } from './put-back.ts';
import { runnerOf } from './runner.ts';

/** The account's clean-ups as they stand: those that waited for somebody to sign in go on. */
export async function listFor(context: Context, session: SignedIn): Promise<CleanUp[]> {
  const { account } = session;
  const entries = await listCleanUps(context.store, account);
  if (entries.some(({ state }) => state === 'waiting')) await wake(context, session);
  for (const entry of entries) await noticeEmptied(context, session, entry);
  return (await listCleanUps(context.store, account)).map((entry) => toCleanUp(context, entry));
}

/** The account's clean-ups go on with the password of today. */
export async function wake(context: Context, login: Login): Promise<void> {
  const { store } = context;
  for (const entry of await listCleanUps(store, login.account)) {
    const isWaiting = entry.state === 'waiting';
    if (!isWaiting && entry.sealed === null) continue;
    const sealed = entrustTo(context, login, entry);
    const state = isWaiting ? await stateBefore(context, entry) : entry.state;
    const change = isWaiting ? { sealed, state, dueAt: Date.now(), tries: 0 } : { sealed };
    await updateCleanUp(store, entry, change, { state: entry.state });
  }
  runnerOf(context).look();
}

async function stateBefore({ store }: Context, entry: CleanUpEntry) {
  if (entry.wish === 'back') return 'running';
  const next = await nextPiece(store, entry);
  return next?.act === 'back' || next?.act === 'swap' ? 'going-back' : 'running';
}

/** Trash was emptied, or what was in it moved on: nothing can be put back any more. */
async function noticeEmptied(context: Context, login: Login, entry: CleanUpEntry) {
  const { state, inTrash, backUntil } = entry;
  if (!inTrash || backUntil === null || backUntil < Date.now() || state === 'going-back') return;
  const isThere = await isStillInTrash(context, login, inTrash).catch(() => true);
  if (isThere) return;
  await updateCleanUp(context.store, entry, { backUntil: null, inTrash: null }, { state });
}
