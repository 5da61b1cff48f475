import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { deleteBlob, readBlob } from '../../store/blobs.ts';
import { findOutbox, type OutboxEntry, type OutboxLine, updateOutbox } from '../../store/outbox.ts';
import { releaseUploads } from '../uploads/uploads.ts';
import { fileCopy, putInOrder } from './copy.ts';
import { type KeptLetter, keptLetter, loginOf, tellItem } from './outbox-items.ts';
import { wireBytes } from './wire.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** So long the server is asked again to take a letter, and to keep its copy. */
const PATIENCE = { sending: DAY, accepted: 7 * DAY };
/** Marks and drafts are a convenience. */
const MOST_TRIES = 5;

/** 30 seconds, doubled each time, at most half an hour. */
const backoff = (tries: number) => Math.min(30 * MINUTE, 30 * SECOND * 2 ** Math.min(tries, 10));

/** Another process has taken the letter over: what was meant to be done is its to do. */
class LostClaim extends Error {}

/**
 * Takes a claimed letter's steps, each recorded before the next, until it is done, has to wait or needs
 * its writer. The one that is claimed `sending` and had begun to end before is not known about.
 */
export async function carryOn(context: Context, line: OutboxLine, owner: string): Promise<void> {
  const record = async (
    change: Parameters<typeof updateOutbox>[2],
    states: OutboxEntry['state'][],
  ) => {
    const still = { owner, state: states };
    if (!(await updateOutbox(context.store, line, change, still))) throw new LostClaim();
    if (change.state) await tellItem(context, line);
  };
  const steps = { held: submit, sending: submit, accepted: file, filed: finish } as const;
  try {
    for (;;) {
      const entry = await findOutbox(context.store, line.account, line.id);
      const step = entry?.owner === owner && steps[entry.state as keyof typeof steps];
      if (!entry || !step) return;
      await step(context, entry, (change, ...states) =>
        record(change, states.length ? states : [entry.state]),
      );
    }
  } catch (error) {
    if (!(error instanceof LostClaim)) throw error;
  }
}

type Record = (
  change: Parameters<typeof updateOutbox>[2],
  ...states: OutboxEntry['state'][]
) => Promise<void>;

/** Nobody carries it any more. */
const PUT_DOWN = { owner: null, dueAt: null, waits: null } as const;

async function submit(context: Context, entry: OutboxEntry, record: Record) {
  const login = loginOf(entry);
  if (entry.endingAt !== null) return notKnown(record);
  await tellItem(context, entry);
  try {
    if (!login || !entry.blob) throw new Refusal('login-refused', 'The letter has no login.');
    const bytes = readBlob(context.store, entry.blob);
    const said = { date: new Date(entry.since), bcc: false };
    const { refused } = await context.smtp.submit(
      login,
      entry.envelope,
      wireBytes(bytes, said),
      () => record({ endingAt: Date.now() }),
    );
    await record({ state: 'accepted', refused, waits: null, trouble: null, tries: 0 });
  } catch (error) {
    if (error instanceof LostClaim) throw error;
    const refusal = toRefusal(error);
    if (refusal.code === 'send-unknown') return notKnown(record);
    const trouble = troubleOf(refusal);
    const isOver =
      refusal.code !== 'mail-server-down' || Date.now() > entry.since + PATIENCE.sending;
    if (isOver) {
      const refused = (refusal.details.refused ?? []) as OutboxEntry['refused'];
      await record({
        ...PUT_DOWN,
        state: 'failed',
        sealed: null,
        endingAt: null,
        trouble,
        refused,
      });
      return;
    }
    const tries = entry.tries + 1;
    const dueAt = Date.now() + backoff(entry.tries);
    const wait = { owner: null, dueAt, waits: 'retry', tries, trouble, endingAt: null } as const;
    await record({ ...wait, state: 'held' });
  }
}

/** Fault F-2: it is never sent again by itself. */
const notKnown = (record: Record) =>
  record({
    ...PUT_DOWN,
    state: 'unknown',
    sealed: null,
    trouble: { code: 'send-unknown', reason: '' },
  });

/** The letter has left: a full mailbox here is told and tried again, never a reason to send again. */
async function file(context: Context, entry: OutboxEntry, record: Record) {
  const login = loginOf(entry);
  try {
    if (!login || !entry.blob) throw new Refusal('login-refused', 'The letter has no login.');
    const bytes = wireBytes(readBlob(context.store, entry.blob), {
      date: new Date(entry.since),
      bcc: true,
    });
    const savedIn = await fileCopy(context, login, entry, bytes, () => record({ filing: true }));
    await record({ state: 'filed', savedIn, trouble: null, tries: 0 });
  } catch (error) {
    if (error instanceof LostClaim) throw error;
    const refusal = toRefusal(error);
    context.log.warn({ err: error }, 'a sent letter could not be filed yet');
    const trouble = troubleOf(refusal);
    const isOver = refusal.code === 'login-refused' || Date.now() > entry.since + PATIENCE.accepted;
    const next = isOver
      ? { ...PUT_DOWN, sealed: null }
      : { owner: null, dueAt: Date.now() + backoff(entry.tries) };
    await record({ ...next, state: 'accepted', trouble, tries: entry.tries + 1 });
  }
}

async function finish(context: Context, entry: OutboxEntry, record: Record) {
  const login = loginOf(entry);
  const kept = keptLetter(entry);
  try {
    if (login && kept) await putInOrder(context, login, kept.letter);
  } catch (error) {
    if (entry.tries < MOST_TRIES) {
      const dueAt = Date.now() + backoff(entry.tries);
      return record({ owner: null, dueAt, tries: entry.tries + 1 });
    }
    context.log.warn({ err: error }, 'marks of a sent letter could not be set');
  }
  await record({
    ...PUT_DOWN,
    state: 'done',
    sealed: null,
    blob: null,
    // Whom it did not reach is told until somebody has seen it.
    ...(!entry.refused.length && { letter: null }),
  });
  if (entry.blob) await deleteBlob(context.store, entry.blob);
  if (kept && !entry.refused.length) await releaseFiles(context, entry.account, kept.letter);
}

/** Nobody takes the letter back any more. */
function releaseFiles(context: Context, account: string, { attachments }: KeptLetter['letter']) {
  const ids = attachments.flatMap((file) => (file.kind === 'upload' ? [file.id] : []));
  return releaseUploads(context, account, ids);
}

/** A login that does not hold any more is one thing, whichever server says so. */
function toRefusal(error: unknown): Refusal {
  if (!(error instanceof Refusal)) return new Refusal('mail-server-down', String(error), {}, error);
  if (!LOGIN_LOST.has(error.code)) return error;
  return new Refusal('login-refused', error.message, error.details, error);
}

const LOGIN_LOST = new Set(['credentials-wrong', 'password-asked', 'signed-out']);

const troubleOf = ({ code, details }: Refusal) => ({
  code,
  reason: typeof details.reason === 'string' ? details.reason : '',
});
