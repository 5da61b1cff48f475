import { useEffect } from 'react';
import {
  openDraft as openEndpoint,
  readDraft,
  type StoredDraft,
} from '../../../../shared/drafts.ts';
import { call } from '../../../api/call.ts';
import { onRecovery } from '../../../api/connection.ts';
import { sentenceOf } from '../../../i18n/errors.ts';
import { t } from '../../../i18n/i18n.tsx';
import { toast } from '../../../ui/toasts.ts';
import { type Draft, hasWords } from '../draft.ts';
import { forgetUploads } from '../files/uploads.ts';
import { catchUp, partLetter, wordsOf } from './draft-conflict.ts';
import {
  claimLetter,
  forgetInTabs,
  listenToTabs,
  releaseLetter,
  takeLetter,
} from './draft-tabs.ts';
import { forgetKeeping, keepingOf, newKept, setKeeping } from './keeping.ts';
import { dropDrafts, type KeptDraft, keptDrafts } from './kept-drafts.ts';
import { finishAway } from './leaving-draft.ts';
import { isOnItsWay, keepLastWords, keepNow } from './on-device.ts';
import { findOpen, openDrafts, patchDraft, putDraft, takeDraft } from './open-drafts.ts';
import { onParting, onSettled, retryPassing, saveNow, stopSaving } from './saving.ts';
import { summon } from './summons.ts';

onParting(partLetter);
onSettled((id) => void finishAway(id));

const allIds = () => openDrafts().map(({ id }) => id);

/**
 * Brings back what the device keeps of the account, and keeps what is written from now on.
 *
 * @param only the letter that this window is for; the others are not its own.
 */
export function useKeptDrafts(account: string | undefined, only?: string) {
  useEffect(() => {
    if (!account) return undefined;
    void bringBack(account, only);
    const stop = new AbortController();
    const { signal } = stop;
    const keepAll = () => {
      for (const id of allIds()) {
        if (isOnItsWay(id)) void keepNow(id);
        void saveNow(id);
      }
    };
    const lookAgain = () => {
      retryPassing(allIds());
      for (const id of allIds()) void catchUp(id);
    };
    // Hidden is the last thing that a page on a phone hears.
    document.addEventListener(
      'visibilitychange',
      () => (document.hidden ? keepAll() : lookAgain()),
      { signal },
    );
    const leave = () => {
      keepLastWords();
      keepAll();
    };
    addEventListener('pagehide', leave, { signal });
    const stopListening = onRecovery(lookAgain);
    listenToTabs({ handOver, lost, forget: forgetHere });
    return () => {
      stop.abort();
      stopListening();
    };
  }, [account, only]);
}

let returning: Promise<void> = Promise.resolve();

/** When the letters that the device kept are there. */
export const keptAreBack = () => returning;

function bringBack(account: string, only?: string): Promise<void> {
  // Somebody else's letters are off the screen and off the memory; the device has them for their writer.
  for (const draft of openDrafts()) if (draft.owner !== account) letGo(draft.id);
  returning = keptDrafts(account).then(async (kept) => {
    for (const entry of kept) if (!only || entry.draft.id === only) await comeBack(entry);
    retryPassing(allIds());
  });
  return returning;
}

async function comeBack({ draft, kept }: KeptDraft) {
  if (findOpen(draft.id) || !(await claimLetter(draft.id)) || findOpen(draft.id)) return;
  // What Drafts has as well needs no word.
  setKeeping(draft.id, { ...newKept, ...kept, remark: kept.isDirty ? 'restored' : null });
  putDraft(draft);
  if (!kept.isDirty) return void catchUp(draft.id);
  // Closed before it was saved: it only shows when it cannot be saved now either.
  if (!(await saveNow(draft.id)) && findOpen(draft.id)) patchDraft(draft.id, { isAway: false });
}

/**
 * Takes a letter over from the page that has it.
 *
 * @returns false when this device does not have it.
 */
export async function takeOver(account: string, id: string): Promise<boolean> {
  await returning;
  if (findOpen(id)) return true;
  await takeLetter(id);
  const entry = (await keptDrafts(account)).find(({ draft }) => draft.id === id);
  if (!entry) return false;
  setKeeping(id, { ...newKept, ...entry.kept });
  putDraft(entry.draft);
  return true;
}

/** A message of Drafts as a letter to go on with. What the device has of it that Drafts has not goes first. */
export const openStored = (folder: string, uid: number) =>
  show(() => call(openEndpoint, { folder, uid }));

export async function openLetter(id: string): Promise<void> {
  if (findOpen(id)) toFront(id);
  else await show(() => call(readDraft, { id }));
}

async function show(read: () => Promise<StoredDraft>) {
  try {
    const stored = await read();
    if (!findOpen(stored.id)) await openIt(stored);
    toFront(stored.id);
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
}

function toFront(id: string) {
  patchDraft(id, { isAway: false });
  summon(id);
}

let newLetter: () => Draft;
/** Says what a letter of the account begins with. */
export function onNewLetter(make: typeof newLetter) {
  newLetter = make;
}

async function openIt(stored: StoredDraft) {
  await takeLetter(stored.id);
  const empty = newLetter();
  const entry = (await keptDrafts(empty.owner)).find(({ draft }) => draft.id === stored.id);
  if (entry?.kept.isDirty) {
    setKeeping(stored.id, { ...newKept, ...entry.kept });
    putDraft({ ...entry.draft, isAway: false });
    return void saveNow(stored.id);
  }
  const { version, place, changedAt } = stored;
  setKeeping(stored.id, { ...newKept, base: version, place, changedAt, savedAt: changedAt });
  putDraft({ ...empty, ...wordsOf(stored, empty), id: stored.id });
  await keepNow(stored.id);
}

/** Another tab goes on with the letter. */
async function handOver(id: string) {
  await keepNow(id);
  letGo(id);
  toast(t('draft-other-tab'));
}

/** Another tab took it while this one slept: words that are only here become a letter of their own. */
function lost(id: string) {
  if (!findOpen(id)) return;
  if (isOnItsWay(id)) return void partLetter(id, null);
  letGo(id);
  toast(t('draft-other-tab'));
}

function letGo(id: string) {
  if (isOnItsWay(id)) void keepNow(id);
  stopSaving(id);
  takeDraft(id);
  forgetKeeping(id);
  releaseLetter(id);
}

/**
 * Before a sign-out, which leaves nothing on the device.
 *
 * @returns how many letters have words that could not be put into Drafts.
 */
export async function settleDrafts(): Promise<number> {
  // Twice: what was changed elsewhere goes on under another id, and is saved under that.
  for (let round = 0; round < 2; round++) for (const { id } of openDrafts()) await saveNow(id);
  return openDrafts().filter((draft) => hasWords(draft) && keepingOf(draft.id).isDirty).length;
}

/**
 * Signing out takes them along. A session that ended by itself leaves them on the device: they are there again
 * for the same account, and for no other (fault F-9).
 */
export async function forgetDrafts(account: string): Promise<void> {
  forgetHere(account);
  forgetInTabs(account);
  await dropDrafts(account);
}

function forgetHere(account: string) {
  forgetUploads();
  for (const { id, owner } of openDrafts()) {
    if (owner !== account) continue;
    stopSaving(id);
    takeDraft(id);
    forgetKeeping(id);
    releaseLetter(id);
  }
}
