import { readDraft, type StoredDraft } from '../../../../shared/drafts.ts';
import type { DraftChanged } from '../../../../shared/events.ts';
import { ApiError, call } from '../../../api/call.ts';
import { t } from '../../../i18n/i18n.tsx';
import { toast } from '../../../ui/toasts.ts';
import { splitQuote } from '../answers/quote-marks.ts';
import type { Draft } from '../draft.ts';
import { findFilesAgain } from './draft-files.ts';
import { claimLetter, releaseLetter } from './draft-tabs.ts';
import { keepingOf, setKeeping } from './keeping.ts';
import { forgetLetter } from './leaving-draft.ts';
import { dropFromDevice, keepNow } from './on-device.ts';
import { findOpen, patchDraft, renameDraft } from './open-drafts.ts';
import { isHeld, saveNow, startAnew } from './saving.ts';

/**
 * Drafts holds other words than the ones this letter continues: what is written here goes on as a letter of
 * its own, under the same hands. Nothing that was written in either place is overwritten (fault F-10).
 *
 * @param theirs what Drafts holds; null when the letter was sent or discarded in another place.
 */
export async function partLetter(id: string, theirs: StoredDraft | null): Promise<void> {
  const draft = findOpen(id);
  if (!draft) return;
  const next = crypto.randomUUID();
  const { changedAt } = keepingOf(draft.id);
  startAnew(draft.id, next, { changedAt, copyOf: theirs ? draft.id : null });
  renameDraft(draft.id, next);
  if (theirs) patchDraft(next, { files: findFilesAgain(draft.files, theirs.files) });
  setKeeping(next, {
    remark: theirs ? 'became-copy' : 'outlived',
    other: theirs ? draft.id : null,
  });
  await claimLetter(next);
  await keepNow(next);
  await dropFromDevice(draft);
  releaseLetter(draft.id);
  setTimeout(() => void saveNow(next));
}

/** Something happened to a letter in Drafts, here or in another place. */
export function applyDraftChanged({ id, version, copyOf }: DraftChanged) {
  if (copyOf && findOpen(copyOf)) setKeeping(copyOf, { remark: 'has-copy', other: id });
  // A letter that is being sent leaves Drafts by our own hand.
  if (!findOpen(id) || isOwn(id, version) || isHeld(id)) return;
  if (version === null && !keepingOf(id).isDirty) void closeGone(id);
  else void catchUp(id);
}

function isOwn(id: string, version: string | null): boolean {
  const { base, tried } = keepingOf(id);
  return version !== null && (version === base || tried.includes(version));
}

/** Brings a letter to what Drafts holds; when there are words here that it does not hold, they are saved first. */
export async function catchUp(id: string): Promise<void> {
  const before = keepingOf(id);
  if (before.isDirty || before.isSaving) return void saveNow(id);
  if (!before.base) return;
  try {
    const stored = await call(readDraft, { id });
    // Written on meanwhile: then the save finds out what to do.
    if (keepingOf(id).isDirty || keepingOf(id).base !== before.base) return;
    if (!isOwn(id, stored.version)) adopt(id, stored);
  } catch (error) {
    const isGone = error instanceof ApiError && error.code === 'not-found';
    if (isGone && !keepingOf(id).isDirty && keepingOf(id).base === before.base) await closeGone(id);
  }
}

function adopt(id: string, stored: StoredDraft) {
  const draft = findOpen(id);
  if (!draft) return;
  patchDraft(id, wordsOf(stored, draft));
  const { version, place, changedAt } = stored;
  setKeeping(id, { base: version, place, changedAt, savedAt: changedAt, remark: 'continued' });
  void keepNow(id);
}

/** The letter itself, as the composer has it. */
export function wordsOf(
  { id: _, version, place: _p, changedAt: _c, from, html, ...letter }: StoredDraft,
  before: Pick<Draft, 'from'>,
) {
  // Only a letter of ours has its original folded; of another's nothing is out of sight (security S-19).
  const isOurs = version !== null && !version.includes(':');
  const parted = html !== null && isOurs ? splitQuote(html) : { html, quote: null };
  return { ...letter, ...parted, from: from ?? before.from };
}

async function closeGone(id: string) {
  await forgetLetter(id);
  toast(t('draft-gone-elsewhere'));
}
