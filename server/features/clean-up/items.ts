import type { CleanUp } from '../../../shared/clean-up.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { errandLogin } from '../../mail/pool.ts';
import { type CleanUpEntry, type CleanUpKey, findCleanUp } from '../../store/clean-ups.ts';
import { openWords } from './basket.ts';

/** The clean-up as its owner may see it. */
export function toCleanUp(context: Context, entry: CleanUpEntry): CleanUp {
  const { id, state, action, messages, bytes, oldest, newest, trouble } = entry;
  const { done, doneBytes, freed, missed, startedAt, endedAt, backUntil } = entry;
  return {
    ...{ id, state, action, messages, bytes, oldest, newest, trouble },
    ...{ done, doneBytes, freed, missed, startedAt, endedAt },
    ...openWords(context, entry.account, entry.words),
    backUntil: backUntil !== null && backUntil > Date.now() ? backUntil : null,
  };
}

/** At most so often is a page told of one clean-up, in milliseconds. */
const BEAT = 250;
const told = new WeakMap<Context, Map<string, { at: number; later: NodeJS.Timeout | null }>>();

/** Tells the account's pages where a clean-up is now: at most four times a second, and how it ended. */
export function tellCleanUp(context: Context, key: CleanUpKey) {
  const beats = told.get(context) ?? new Map();
  told.set(context, beats);
  const name = `${key.account} ${key.id}`;
  const beat = beats.get(name) ?? { at: 0, later: null };
  beats.set(name, beat);
  const tell = () => {
    beat.later = null;
    beat.at = Date.now();
    void tellNow(context, key)
      .then((isOver) => isOver && !beat.later && beats.delete(name))
      .catch((error) => context.log.warn({ err: error }, 'a clean-up could not be told'));
  };
  beat.later ??= setTimeout(tell, Math.max(0, beat.at + BEAT - Date.now())).unref();
}

/** @returns true when there is nothing more to tell. */
async function tellNow(context: Context, { account, id }: CleanUpKey): Promise<boolean> {
  const entry = await findCleanUp(context.store, account, id);
  if (!entry) return true;
  const cleanUp = toCleanUp(context, entry);
  context.live.tell(account, { type: 'clean-up', path: ['clean-ups'], cleanUp });
  return entry.dueAt === null;
}

/** Names the one clean-up that a password is sealed for. */
const errandOf = ({ account, id }: CleanUpKey) => `clean-up ${account} ${id}`;

/** The session's login, for this clean-up only. */
export const entrustTo = (context: Context, session: Login, key: CleanUpKey): string =>
  context.mail.entrust(session, errandOf(key));

/** The login that a clean-up carries with it, or null when it carries none. */
export const loginOf = (entry: CleanUpEntry): Login | null =>
  entry.sealed === null ? null : errandLogin(entry.account, errandOf(entry), entry.sealed);
