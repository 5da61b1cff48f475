import type { CleanUp } from '../../../shared/clean-up.ts';
import type { Context } from '../../context.ts';
import { findCleanUp } from '../../store/clean-ups.ts';
import { addUntold, forgetUntold, listUntold, readTurn } from '../../store/retention-turns.ts';
import { tell } from '../notices.ts';
import type { SignedIn } from '../session/session.ts';
import { noticeOf, type Taken, taken } from './letter.ts';
import { openText, sealText } from './rules.ts';

const DAY = 24 * 3600 * 1000;
/** So often at most is a letter written. */
const BETWEEN_LETTERS = 7 * DAY;

/** Remembers what a rule has begun to take, for the next letter. */
export async function noteTaken(
  context: Context,
  account: string,
  { id, name, messages, bytes, action, now }: CleanUp & { name: string; now: number },
): Promise<void> {
  const said: Taken = { name, messages, bytes, forGood: action === 'expunge' };
  const sealed = sealText(context, account, JSON.stringify(said));
  await addUntold(context.store, account, { cleanUp: id, sealed, at: now });
}

/** Lays a letter into the Inbox that lists what the rules took since the last one, at most once a week. */
export async function remind(context: Context, session: SignedIn, now: number): Promise<void> {
  const { store, config } = context;
  const { account } = session;
  const { remind, remindedAt } = await readTurn(store, account);
  if (remind && remindedAt !== null && remindedAt > now - BETWEEN_LETTERS) return;
  const told: string[] = [];
  const all: Taken[] = [];
  for (const { cleanUp, sealed } of await listUntold(store, account)) {
    const entry = await findCleanUp(store, account, cleanUp);
    if (entry && OPEN.has(entry.state)) continue;
    told.push(cleanUp);
    const one = open(context, account, sealed);
    // Put back, it has not gone.
    if (!one || entry?.state === 'back') continue;
    const figures = entry ? { messages: entry.done, bytes: entry.doneBytes } : {};
    if ((figures.messages ?? one.messages) > 0) all.push({ ...one, ...figures });
  }
  const isTold = remind && all.length > 0;
  try {
    if (isTold) await tell(context, session, noticeOf(all, config.publicUrl));
    await forgetUntold(store, account, told, isTold ? now : null);
  } catch (error) {
    // A full mailbox takes no letter: it is written with what goes next.
    context.log.info({ err: error }, 'a reminder was not laid into the Inbox');
  }
}

/** Clean-ups that are told of when they have ended. */
const OPEN = new Set(['running', 'waiting', 'going-back']);

function open(context: Context, account: string, sealed: string): Taken | null {
  try {
    return taken.parse(JSON.parse(openText(context, account, sealed)));
  } catch {
    return null;
  }
}
