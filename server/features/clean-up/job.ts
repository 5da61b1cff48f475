import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet, type UidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { mailRefusal } from '../../mail/failures.ts';
import { nextPiece, piecesOf } from '../../store/clean-up-pieces.ts';
import {
  type CleanUpChange,
  type CleanUpEntry,
  type CleanUpKey,
  findCleanUp,
  type InTrash,
  updateCleanUp,
} from '../../store/clean-ups.ts';
import { carryPiece } from './carry-piece.ts';
import { loginOf, tellCleanUp } from './items.ts';
import { planWayBack } from './put-back.ts';
import { LostClaim, type Step } from './step.ts';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

/** So long everything can be put back. */
const WAY_BACK = 7 * DAY;
/** So often a server that is away is asked again, which takes a day; and one that refuses. */
const MOST_TRIES = { away: 1440, refused: 5 };

/** A second, doubled each time, at most a minute. */
const backoff = (tries: number) => Math.min(60 * SECOND, SECOND * 2 ** Math.min(tries, 10));

/** Nobody carries it any more. */
const PUT_DOWN = { owner: null, dueAt: null, wish: null, tries: 0 } as const;

/**
 * Takes a claimed clean-up's steps, each written down before and after, until it ends or has to wait.
 *
 * @param mayGoOn false: it is put down before its next step, for whoever comes next.
 */
export async function carryOn(
  context: Context,
  key: CleanUpKey,
  owner: string,
  mayGoOn: () => boolean,
): Promise<void> {
  for (;;) {
    const entry = await findCleanUp(context.store, key.account, key.id);
    if (!entry || entry.owner !== owner) return;
    if (!mayGoOn()) {
      await updateCleanUp(context.store, key, { owner: null, dueAt: Date.now() }, { owner });
      return;
    }
    try {
      if (!(await stepOf(context, entry, owner))) return;
    } catch (error) {
      if (error instanceof LostClaim) return;
      return await putAside(context, entry, owner, error);
    } finally {
      tellCleanUp(context, key);
    }
  }
}

/** @returns false when it has ended. */
async function stepOf(context: Context, entry: CleanUpEntry, owner: string): Promise<boolean> {
  const set = (change: CleanUpChange) => put(context, entry, owner, change);
  if (entry.state === 'running' && entry.wish === 'stop') {
    await set(await ending(context, entry, 'stopped', null));
    return false;
  }
  if (entry.state === 'running' && entry.wish === 'back') await set({ state: 'going-back' });
  const login = loginOf(entry);
  if (!login) throw new Refusal('signed-out', 'The clean-up has no login.');
  const piece = await nextPiece(context.store, entry);
  const isTurning = entry.wish === 'back';
  if (piece && !(isTurning && piece.state === 'planned')) {
    const step: Step = { context, login, entry, owner };
    await carryPiece(step, piece, !isTurning);
    return true;
  }
  if (isTurning) {
    await planWayBack(context, entry, owner);
    return true;
  }
  await set(
    entry.state === 'running'
      ? await ending(context, entry, 'done', entry.trouble)
      : { ...PUT_DOWN, state: 'back', sealed: null, endedAt: Date.now(), ...NO_WAY_BACK },
  );
  return false;
}

const NO_WAY_BACK = { backUntil: null, inTrash: null };

async function put({ store }: Context, entry: CleanUpEntry, owner: string, change: CleanUpChange) {
  if (!(await updateCleanUp(store, entry, change, { owner }))) throw new LostClaim();
}

/** What could not be done now is done later, or not any more. */
async function putAside(context: Context, entry: CleanUpEntry, owner: string, error: unknown) {
  const refusal = mailRefusal(error);
  const { code } = refusal;
  const now = Date.now();
  const set = (change: CleanUpChange) => put(context, entry, owner, change).catch(unlessLost);
  if (LOGIN_LOST.has(code)) {
    return set({ owner: null, dueAt: null, state: 'waiting', sealed: null, trouble: null });
  }
  context.log.warn({ err: refusal }, 'a clean-up could not go on');
  const tries = entry.trouble === code ? entry.tries + 1 : 1;
  const most = MOST_TRIES[code === 'mail-server-down' ? 'away' : 'refused'];
  if (code === 'mailbox-full' || tries >= most)
    return set(await ending(context, entry, 'failed', code));
  return set({ owner: null, dueAt: now + backoff(tries - 1), tries, trouble: code });
}

const LOGIN_LOST = new Set(['credentials-wrong', 'password-asked', 'signed-out']);

function unlessLost(error: unknown) {
  if (!(error instanceof LostClaim)) throw error;
}

/** How it stands at its end: until when it can be put back, and from where. */
export async function ending(
  { store }: Context,
  entry: CleanUpEntry,
  state: 'done' | 'stopped' | 'failed',
  trouble: string | null,
): Promise<CleanUpChange> {
  const isGoingBack = entry.state === 'going-back';
  const inTrash = (isGoingBack && entry.inTrash) || (await placesInTrash(store, entry));
  const now = Date.now();
  return {
    ...PUT_DOWN,
    ...{ state, trouble, endedAt: now, sealed: null },
    inTrash: inTrash?.length ? inTrash : null,
    backUntil: entry.backUntil ?? (inTrash?.length ? now + WAY_BACK : null),
  };
}

async function placesInTrash(store: Context['store'], key: CleanUpKey): Promise<InTrash[]> {
  const places = new Map<string, { folder: string; uidValidity: string; uids: UidSet }>();
  for await (const { act, to, toValidity, items } of piecesOf(store, key)) {
    if ((act !== 'trash' && act !== 'lighten') || to === null || toValidity === null) continue;
    const uids = items.flatMap(({ at }) => at ?? []);
    if (!uids.length) continue;
    const name = `${toValidity} ${to}`;
    const place = places.get(name) ?? { folder: to, uidValidity: toValidity, uids: [] };
    place.uids.push(...toUidSet(uids));
    places.set(name, place);
  }
  return [...places.values()];
}
