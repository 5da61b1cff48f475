import { randomUUID } from 'node:crypto';
import { MOST_LATER } from '../../../shared/outbox.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { appendBlob, deleteBlob } from '../../store/blobs.ts';
import {
  countOutbox,
  findOutbox,
  insertOutbox,
  type OutboxEntry,
  updateOutbox,
} from '../../store/outbox.ts';
import type { SignedIn } from '../session/session.ts';
import { readAttached } from './attached.ts';
import { type BuiltLetter, buildLetter, type LetterCalendar, type LetterInput } from './letter.ts';
import type { SendLimits } from './limits.ts';
import { errandOf, type KeptLetter, tellItem } from './outbox-items.ts';

/** When a letter leaves. */
export interface Posting {
  /** Seconds. */
  hold: number;
  /** Epoch milliseconds, or null for now. */
  at: number | null;
  calendar?: LetterCalendar | undefined;
}

/** More than these at once are no outbox any more, but a store. */
const MOST_WAITING = 200;
const SHOWN_PEOPLE = 10;

type Post = (session: SignedIn, letter: LetterInput, posting: Posting) => Promise<OutboxEntry>;

/**
 * Puts letters into the outbox, each once however often it is asked for (fault F-6): whoever asks again
 * gets the same entry. `limits` are for what people ask for.
 */
export function createPosting(context: Context, limits?: SendLimits): Post {
  const posting = new Map<string, Promise<OutboxEntry>>();
  return async (session, letter, how) => {
    const key = `${session.account} ${letter.id} ${letter.attempt}`;
    const same = posting.get(key);
    if (same) return same;
    const posted = put(context, session, letter, how, limits);
    posting.set(key, posted);
    try {
      return await posted;
    } finally {
      posting.delete(key);
    }
  };
}

async function put(
  context: Context,
  session: SignedIn,
  letter: LetterInput,
  posting: Posting,
  limits: SendLimits | undefined,
): Promise<OutboxEntry> {
  const { account } = session;
  const before = await findOutbox(context.store, account, letter.id);
  if (before && !mayFollow(before, letter.attempt)) return before;
  refuseTooLate(posting);
  await limits?.take(account, letter.to.length + letter.cc.length + letter.bcc.length);
  if ((await countOutbox(context.store, account)) >= MOST_WAITING) {
    throw new Refusal('outbox-full', 'Too many letters wait in the outbox.');
  }
  const attached = await readAttached(context, session, letter.attachments);
  const files = attached.map(({ filename, size, contentType }) => ({
    name: filename,
    size,
    type: contentType,
  }));
  const { calendar } = posting;
  const built = buildLetter(letter, messageIdOf(letter), new Date(), { attached, calendar });
  const blob = `outbox:${Date.now()}:${randomUUID()}`;
  await appendBlob(context.store, blob, built.bytes).catch(async (error) => {
    await deleteBlob(context.store, blob);
    throw error;
  });
  const entry = toEntry(context, session, { letter, files }, built, blob, posting);
  const isFirst = before
    ? await updateOutbox(context.store, entry, entry, {
        state: before.state,
        attempt: before.attempt,
        dueAt: null,
      })
    : await insertOutbox(context.store, entry);
  if (isFirst) {
    if (before?.blob) await deleteBlob(context.store, before.blob);
    await tellItem(context, entry);
    return entry;
  }
  // Another process took the same letter while this one was building it.
  await deleteBlob(context.store, blob);
  return (await findOutbox(context.store, account, letter.id)) ?? entry;
}

/**
 * A letter that nobody got may be tried again, corrected, under its own id; one that was taken back
 * only by a request from after that: a late copy of the first one must not send it.
 */
function mayFollow({ state, attempt }: OutboxEntry, asked: number): boolean {
  if (asked < attempt) {
    throw new Refusal('letter-cancelled', 'This letter was taken back.', { attempt });
  }
  return state === 'cancelled' || state === 'failed';
}

function refuseTooLate({ at }: Posting) {
  if (at === null || at <= Date.now() + MOST_LATER) return;
  throw new Refusal('input-invalid', 'A letter can wait for a year.', { fields: ['at'] });
}

/** The letter's own id, so that a second request cannot make a second one; new when it is written again. */
function messageIdOf({ id, attempt, from }: LetterInput): string {
  return `<${attempt === 0 ? id : randomUUID()}@${from.address.split('@').at(-1)}>`;
}

function toEntry(
  context: Context,
  session: SignedIn,
  kept: KeptLetter,
  built: BuiltLetter,
  blob: string,
  { hold, at }: Posting,
): OutboxEntry {
  const { account } = session;
  const { letter } = kept;
  const people = [...letter.to, ...letter.cc, ...letter.bcc];
  // Second thoughts begin when the letter is in the outbox, however long its files took.
  const now = Date.now();
  const dueAt = Math.max(now, at ?? now + hold * 1000);
  return {
    account,
    id: letter.id,
    attempt: letter.attempt,
    state: 'held',
    messageId: built.messageId,
    envelope: built.envelope,
    shown: {
      subject: letter.subject,
      to: people.slice(0, SHOWN_PEOPLE),
      recipients: people.length,
    },
    waits: at === null ? 'undo' : 'later',
    dueAt,
    owner: null,
    tries: 0,
    since: dueAt,
    endingAt: null,
    filing: false,
    savedIn: null,
    trouble: null,
    refused: [],
    letter: JSON.stringify(kept),
    blob,
    sealed: context.mail.entrust(session, errandOf(account, letter.id)),
    createdAt: now,
    updatedAt: now,
  };
}
