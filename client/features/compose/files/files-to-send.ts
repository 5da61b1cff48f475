import type { Draft, DraftFile } from '../composing.ts';
import { letterOf } from '../letter-of.ts';
import { keyOf } from './attach.ts';

/** The files that leave with a letter: pictures that its words do not show any more stay behind. */
export function filesToSend(draft: Draft): DraftFile[] {
  const sent = new Set(letterOf(draft).attachments?.map(keyOf));
  return draft.files.filter((file) => sent.has(keyOf(file)));
}
