import type { Attachment, Letter } from '../../../shared/compose.ts';
import type { Draft, DraftFile } from './composing.ts';

/** The letter as it is sent: without what only its writer sees. */
export function letterOf({ owner: _, files, ...letter }: Draft): Letter {
  return { ...letter, attachments: files.map(attachmentOf) };
}

function attachmentOf(file: DraftFile): Attachment {
  const { name, size: _size, type: _type, ...attachment } = file;
  return attachment.kind === 'message' ? attachment : { ...attachment, name };
}
