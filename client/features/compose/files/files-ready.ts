import { useSyncExternalStore } from 'react';
import { type Draft, draftWith } from '../composing.ts';
import { filesToSend } from './files-to-send.ts';
import { letterLimit } from './letter-limit.ts';
import { uploadOf } from './upload-states.ts';
import { whenSettled } from './uploads.ts';
import { weightOf } from './weight.ts';

/** A letter that somebody wants to send: it `waits` for its files, or `stopped` since one did not come. */
type Readiness = 'waits' | 'stopped';

let letters: ReadonlyMap<string, Readiness> = new Map();
const listeners = new Set<() => void>();

export function useReadiness(draftId: string): Readiness | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => letters.get(draftId),
  );
}

/**
 * Waits for the files of a letter. What keeps it from leaving is said beside them.
 *
 * @returns false when something does.
 */
export async function filesReady({ id }: Pick<Draft, 'id'>): Promise<boolean> {
  if (await isTooHeavy(id)) return false;
  set(id, 'waits');
  await whenSettled(uploadsOf(id));
  const isThere = uploadsOf(id).every((file) => uploadOf(file.id)?.step === 'done');
  set(id, isThere ? undefined : 'stopped');
  return isThere && !(await isTooHeavy(id));
}

async function isTooHeavy(id: string): Promise<boolean> {
  const draft = draftWith(id);
  if (!draft?.files.length) return false;
  return weightOf(draft).bytes > (await letterLimit());
}

function uploadsOf(id: string) {
  const draft = draftWith(id);
  return draft ? filesToSend(draft).filter((file) => file.kind === 'upload') : [];
}

function set(id: string, readiness: Readiness | undefined) {
  const next = new Map(letters);
  if (readiness) next.set(id, readiness);
  else next.delete(id);
  letters = next;
  for (const listener of listeners) listener();
}
