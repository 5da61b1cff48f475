import { type SavedDraft, type StoredDraft, saveDraft } from '../../../../shared/drafts.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';
import { ApiError, call } from '../../../api/call.ts';
import { rememberedAccount } from '../../../api/device.ts';
import type { Draft, DraftFile } from '../draft.ts';
import { listenToUploads, uploadOf } from '../files/upload-states.ts';
import { whenKnown } from '../files/uploads.ts';
import { letterOf } from '../letter-of.ts';
import { filesOfLetter, followFiles } from './draft-files.ts';
import { forgetKeeping, keepingOf, newKept, setKeeping } from './keeping.ts';
import { keepNow } from './on-device.ts';
import { findOpen, patchDraft } from './open-drafts.ts';

/** Milliseconds: a pause in writing, and the longest that words wait for one. Ten seconds are promised. */
const PAUSE = 2000;
const LONGEST = 7000;
/** Files go along each time: then only a pause is waited for. */
const HEAVY = 1_000_000;
/** A browser whose store does not answer keeps nothing from Drafts. */
const DEVICE = 1000;
const RETRY = 5000;
const LONGEST_RETRY = 60_000;
const MOST_TRIED = 500;

/** What passes by itself. After any other refusal it is for the writer to say when to try again. */
const PASSING: ErrorCode[] = ['unavailable', 'mail-server-down', 'server-error', 'rate-limited'];

interface Work {
  timer?: ReturnType<typeof setTimeout> | undefined;
  /** When the words that wait longest were written. */
  since: number | null;
  /** Counts changes: what was changed during a save is not saved by it. */
  edits: number;
  failures: number;
  running: Promise<void> | null;
  /** Being sent: nothing is saved meanwhile. */
  isHeld: boolean;
}

const works = new Map<string, Work>();

/** Called when a save was refused for good: the letter goes on under another id (`draft-conflict.ts`). */
let part: (id: string, theirs: StoredDraft | null) => Promise<void> = async () => {};
export function onParting(act: typeof part) {
  part = act;
}

/** Called when Drafts has every word of a letter. */
let settle: (id: string) => void = () => {};
export function onSettled(act: typeof settle) {
  settle = act;
}

function workOf(id: string): Work {
  const work = works.get(id) ?? {
    ...{ since: null, edits: 0, failures: 0, running: null, isHeld: false },
  };
  works.set(id, work);
  return work;
}

/** Words changed: they go to Drafts after a pause, and soon in any case. */
export function saveSoon(id: string) {
  const work = workOf(id);
  work.edits++;
  work.since ??= Date.now();
  const { trouble } = keepingOf(id);
  // Refused for good: no loop of retries (fault F-8). Away: the next try is on its way.
  if (trouble) return;
  const isHeavy = sizeOf(findOpen(id)) > HEAVY;
  const left = isHeavy ? PAUSE : work.since + LONGEST - Date.now();
  plan(id, Math.max(0, Math.min(PAUSE, left)));
}

const sizeOf = (draft: Draft | undefined) =>
  draft?.files.reduce((sum, { size }) => sum + size, 0) ?? 0;

function plan(id: string, after: number) {
  const work = workOf(id);
  clearTimeout(work.timer);
  work.timer = setTimeout(() => void saveNow(id), after);
}

/**
 * Puts the letter into Drafts now, when it has words that are not there.
 *
 * @returns whether Drafts has every word of it.
 */
export async function saveNow(id: string): Promise<boolean> {
  const work = workOf(id);
  clearTimeout(work.timer);
  if (work.running) await work.running;
  if (work.isHeld || !findOpen(id)) return false;
  if (!keepingOf(id).isDirty) return true;
  work.running ??= run(id, work).finally(() => {
    work.running = null;
  });
  await work.running;
  return !keepingOf(id).isDirty;
}

/** Waits for what is on its way and lets nothing follow: the letter is being sent. */
export async function holdSaving(id: string): Promise<void> {
  const work = workOf(id);
  clearTimeout(work.timer);
  work.isHeld = true;
  await work.running;
}

/**
 * The same before sending. The message of another program is replaced by one of ours first, so that it is known
 * by its id when the letter has left.
 */
export async function holdForSending(id: string): Promise<void> {
  if (keepingOf(id).base?.includes(':')) {
    setKeeping(id, { isDirty: true });
    await saveNow(id);
  }
  await holdSaving(id);
}

export const isHeld = (id: string) => workOf(id).isHeld;

export function resumeSaving(id: string) {
  workOf(id).isHeld = false;
  if (keepingOf(id).isDirty) saveSoon(id);
}

export function stopSaving(id: string) {
  clearTimeout(workOf(id).timer);
  works.delete(id);
}

/** Everything that waits for a road is tried again: there is one. */
export function retryPassing(ids: string[]) {
  for (const id of ids) {
    const { trouble, isDirty } = keepingOf(id);
    const waits = !trouble || trouble.code === 'signed-out' || PASSING.includes(trouble.code);
    if (isDirty && waits) void saveNow(id);
  }
}

async function run(id: string, work: Work) {
  await whenKnown(findOpen(id)?.files.filter((file) => file.kind === 'upload') ?? []);
  const draft = findOpen(id);
  // The words of whoever was signed in before are nobody else's (fault F-9).
  if (!draft || rememberedAccount() !== draft.owner) return;
  const { edits } = work;
  const sent = withoutUnfinished(draft);
  const letter = letterOf(sent);
  const version = crypto.randomUUID();
  const before = keepingOf(id);
  const tried = [...before.tried, version].slice(-MOST_TRIED);
  setKeeping(id, { tried, isSaving: true });
  // Written down first: after a crash it is known that this save may have been done.
  await Promise.race([keepNow(id), new Promise((go) => setTimeout(go, DEVICE))]);
  try {
    if (!navigator.onLine) throw new ApiError('unavailable', 'The device is offline.');
    const { base, copyOf, changedAt } = before;
    const saved = await call(saveDraft, {
      ...letter,
      ...{ account: draft.owner, version, base, tried, changedAt, copyOf },
    });
    const files = filesOfLetter(sent.files, letter.attachments ?? []);
    done(id, work, files, saved, edits);
  } catch (error) {
    await failed(id, work, error);
  }
  await keepNow(id);
}

/** Uploads that were on their way when a letter was saved: it is saved again when they are there, or fail. */
const awaited = new Map<string, string[]>();

listenToUploads(() => {
  for (const [id, uploads] of awaited) {
    if (uploads.every(isMoving)) continue;
    awaited.delete(id);
    if (findOpen(id)) saveSoon(id);
  }
});

const isThere = (upload: string) => uploadOf(upload)?.step === 'done';
const isMoving = (upload: string) =>
  ['waiting', 'sending', 'asking', 'stalled'].includes(uploadOf(upload)?.step ?? '');

/** The words do not wait for files that are on their way. */
function withoutUnfinished(draft: Draft): Draft {
  const unfinished = draft.files.flatMap((file) =>
    file.kind === 'upload' && uploadOf(file.id) && !isThere(file.id) ? [file.id] : [],
  );
  const moving = unfinished.filter(isMoving);
  if (moving.length) awaited.set(draft.id, moving);
  else awaited.delete(draft.id);
  if (!unfinished.length) return draft;
  const files = draft.files.filter(
    ({ kind, ...file }) => !('id' in file && unfinished.includes(file.id)),
  );
  return { ...draft, files };
}

function done(id: string, work: Work, sent: DraftFile[], saved: SavedDraft, edits: number) {
  const wasEdited = work.edits !== edits;
  const isDirty = wasEdited || awaited.has(id);
  const now = Date.now();
  work.failures = 0;
  work.since = wasEdited ? now : null;
  setKeeping(id, {
    ...{ base: saved.version, tried: [], place: saved.place, savedAt: now },
    ...{ isDirty, isSaving: false, trouble: null },
  });
  const draft = findOpen(id);
  if (draft) patchDraft(id, { files: followFiles(draft.files, sent, saved) });
  if (wasEdited) plan(id, PAUSE);
  else if (!isDirty) settle(id);
}

async function failed(id: string, work: Work, error: unknown) {
  const trouble = error instanceof ApiError ? error : new ApiError('server-error', String(error));
  setKeeping(id, { isSaving: false });
  if (trouble.code === 'draft-changed')
    return part(id, (trouble.details.draft as StoredDraft | undefined) ?? null);
  if (trouble.code === 'draft-gone') return part(id, null);
  setKeeping(id, { trouble });
  if (!PASSING.includes(trouble.code)) return;
  plan(id, Math.min(LONGEST_RETRY, RETRY * 2 ** work.failures++));
}

/** The letter as another one that was never saved: what was known of its place in Drafts is the other's. */
export function startAnew(from: string, to: string, kept: Partial<typeof newKept>) {
  const { edits } = workOf(from);
  stopSaving(from);
  forgetKeeping(from);
  works.set(to, { since: Date.now(), edits, failures: 0, running: null, isHeld: false });
  setKeeping(to, { ...newKept, ...kept, isDirty: true });
}
