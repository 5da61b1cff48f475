import {
  discardDraft as discardEndpoint,
  findDraft,
  restoreDraft,
} from '../../../../shared/drafts.ts';
import { call } from '../../../api/call.ts';
import { sentenceOf } from '../../../i18n/errors.ts';
import { t } from '../../../i18n/i18n.tsx';
import { toast } from '../../../ui/toasts.ts';
import { type Draft, hasWords } from '../draft.ts';
import { findFilesAgain } from './draft-files.ts';
import { claimLetter, releaseLetter } from './draft-tabs.ts';
import { forgetKeeping, type Keeping, keepingOf, setKeeping } from './keeping.ts';
import { dropFromDevice, keepNow } from './on-device.ts';
import { findOpen, patchDraft, putDraft, takeDraft } from './open-drafts.ts';
import { holdSaving, resumeSaving, saveNow, saveSoon, stopSaving } from './saving.ts';
import { summon } from './summons.ts';

/** Takes a letter off the screen and off the device. What Drafts has of it stays. */
export async function forgetLetter(id: string): Promise<void> {
  const draft = findOpen(id);
  if (!draft) return;
  stopSaving(draft.id);
  takeDraft(draft.id);
  forgetKeeping(draft.id);
  await dropFromDevice(draft);
  releaseLetter(draft.id);
}

/** A letter that had left the screen is there again, with these words. Drafts may still have it. */
export async function reopenLetter(draft: Draft): Promise<void> {
  await holdSaving(draft.id);
  setKeeping(draft.id, { changedAt: Date.now(), isDirty: hasWords(draft) });
  putDraft(draft);
  await claimLetter(draft.id);
  await keepNow(draft.id);
  const found = await call(findDraft, { id: draft.id }).catch(() => null);
  const stored = found?.draft;
  if (stored) setKeeping(draft.id, { base: stored.version, place: stored.place });
  resumeSaving(draft.id);
}

/** Closed by its writer: the letter is in Drafts then, or says that it is not. An empty one leaves nothing. */
export async function putAway(id: string): Promise<void> {
  const draft = findOpen(id);
  if (!draft) return;
  if (!isWorthKeeping(draft)) return leaveNothing(draft);
  patchDraft(id, { isAway: true });
  await keepNow(id);
  if (await saveNow(id)) return finishAway(id);
  if (findOpen(id)?.isAway) sayUnsaved(id);
}

/** Folded by its writer: out of sight, it says elsewhere that Drafts does not have it. */
export async function saveFolded(id: string): Promise<void> {
  if (!(await saveNow(id)) && findOpen(id)) sayUnsaved(id);
}

function sayUnsaved(id: string) {
  const { trouble } = keepingOf(id);
  // A file is still on its way: the letter goes after it by itself.
  if (!trouble) return;
  const open = () => {
    patchDraft(id, { isAway: false });
    summon(id);
  };
  toast(t('draft-kept-because', { reason: sentenceOf(trouble, t) }), {
    look: 'failed',
    action: { label: t('draft-open'), act: open },
  });
}

/** A letter that was closed is in Drafts by now: the device need not keep it. */
export async function finishAway(id: string): Promise<void> {
  if (!findOpen(id)?.isAway) return;
  await forgetLetter(id);
  toast(t('draft-saved'));
}

/** Whether closing it would lose anything. */
export function isWorthKeeping(draft: Draft): boolean {
  const { base, isDirty } = keepingOf(draft.id);
  return hasWords(draft) && (isDirty || base !== null);
}

async function leaveNothing(draft: Draft) {
  const { base, tried } = keepingOf(draft.id);
  await holdSaving(draft.id);
  await forgetLetter(draft.id);
  if (base || tried.length) await call(discardEndpoint, { id: draft.id, base }).catch(() => {});
}

/** Throws a letter away, here and in Drafts; Undo brings both back. */
export async function discardLetter(id: string): Promise<void> {
  const draft = findOpen(id);
  if (!draft) return;
  const keeping = keepingOf(draft.id);
  takeDraft(draft.id);
  const removed = removeFromDrafts(draft, keeping);
  toast(t('discarded'), {
    action: { label: t('undo'), act: () => void takeBack(draft, keeping, removed) },
  });
}

/** What became of it in Drafts: moved to Trash, never there, or still there because it could not be moved. */
type Removed = { was: 'moved'; place: Keeping['place'] } | { was: 'nowhere' } | { was: 'left' };

async function removeFromDrafts(draft: Draft, { base, tried }: Keeping): Promise<Removed> {
  await holdSaving(draft.id);
  stopSaving(draft.id);
  forgetKeeping(draft.id);
  await dropFromDevice(draft);
  releaseLetter(draft.id);
  if (!base && !tried.length) return { was: 'nowhere' };
  try {
    return { was: 'moved', ...(await call(discardEndpoint, { id: draft.id, base })) };
  } catch (error) {
    toast(`${t('draft-not-discarded')} ${sentenceOf(error, t)}`, { look: 'failed' });
    return { was: 'left' };
  }
}

async function takeBack(draft: Draft, before: Keeping, removing: Promise<Removed>) {
  const removed = await removing;
  await claimLetter(draft.id);
  const restored =
    removed.was === 'moved' &&
    (await call(restoreDraft, { id: draft.id, place: removed.place }).catch(() => null));
  const keeping = { ...before, isSaving: false, trouble: null, remark: null };
  if (restored) {
    const { version, place, files } = restored;
    putDraft({ ...draft, files: findFilesAgain(draft.files, files) });
    setKeeping(draft.id, { ...keeping, base: version, tried: [], place });
  } else {
    putDraft(draft);
    // What is not in Drafts any more is put there again, as a letter that never was.
    const anew = { base: null, tried: [], place: null, isDirty: hasWords(draft) };
    setKeeping(draft.id, { ...keeping, ...(removed.was !== 'left' && anew) });
  }
  await keepNow(draft.id);
  if (keepingOf(draft.id).isDirty) saveSoon(draft.id);
}
