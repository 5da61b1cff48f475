import type { Attachment, Letter } from '../../../shared/compose.ts';
import type { Draft, DraftFile } from './draft.ts';

/** The letter as it is sent: without what only its writer sees. */
export function letterOf(draft: Draft): Letter {
  const { owner: _, sheet: _s, revision: _r, isAway: _a, files, ...letter } = draft;
  return { ...letter, attachments: files.map(attachmentOf) };
}

function attachmentOf(file: DraftFile): Attachment {
  const { name, size: _size, type: _type, ...attachment } = file;
  return attachment.kind === 'message' ? attachment : { ...attachment, name };
}
