import { useSyncExternalStore } from 'react';
import { formatsFor } from '../../i18n/formats.ts';
import { currentLanguage, t } from '../../i18n/i18n.tsx';
import type { UploadFile } from './attach.ts';
import { type Draft, draftWith } from './composing.ts';
import { filesToSend } from './files-to-send.ts';
import { letterLimit } from './letter-limit.ts';
import { uploadOf } from './upload-states.ts';
import { whenSettled } from './uploads.ts';
import { weightOf } from './weight.ts';

let waiting: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

/** Letters that leave as soon as their files are there. */
export function useWaitingLetters(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
}

/**
 * Waits for the files of a letter.
 *
 * @returns what keeps it from leaving, in words; null when nothing does.
 */
export async function filesReady({ id }: Draft): Promise<string | null> {
  const heavy = await tooHeavy(id);
  if (heavy) return heavy;
  setWaiting(new Set([...waiting, id]));
  await whenSettled(uploadsOf(id));
  setWaiting(new Set([...waiting].filter((one) => one !== id)));
  const missing = uploadsOf(id).find((file) => uploadOf(file.id)?.step !== 'done');
  return missing ? t('attach-not-there', { name: missing.name }) : tooHeavy(id);
}

async function tooHeavy(id: string): Promise<string | null> {
  const draft = draftWith(id);
  if (!draft?.files.length) return null;
  const [limit, { bytes }] = [await letterLimit(), weightOf(draft)];
  const formats = formatsFor(currentLanguage());
  if (bytes <= limit) return null;
  return t('letter-too-heavy', { weight: formats.bytes(bytes), limit: formats.bytes(limit) });
}

function uploadsOf(id: string): UploadFile[] {
  const draft = draftWith(id);
  return draft ? filesToSend(draft).filter((file) => file.kind === 'upload') : [];
}

function setWaiting(next: ReadonlySet<string>) {
  waiting = next;
  for (const listener of listeners) listener();
}
