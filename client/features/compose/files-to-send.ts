import { keyOf } from './attach.ts';
import type { Draft, DraftFile } from './composing.ts';
import { letterOf } from './letter-of.ts';
import { uploadOf } from './upload-states.ts';

/** The files that leave with a letter: pictures that its words do not show any more stay behind. */
export function filesToSend(draft: Draft): DraftFile[] {
  const sent = new Set(letterOf(draft).attachments?.map(keyOf));
  return draft.files.filter((file) => sent.has(keyOf(file)));
}

/**
 * Those that are on the server already: the others come with the next save.
 * @public
 */
export const arrivedFiles = (draft: Draft): DraftFile[] =>
  filesToSend(draft).filter((file) => file.kind !== 'upload' || uploadOf(file.id)?.step === 'done');
