import { contentId as contentIdSchema } from '../../../shared/compose.ts';
import type { Message } from '../../../shared/messages.ts';
import type { DraftFile } from './composing.ts';

/**
 * The files of a message that is forwarded: named, not fetched; the bridge takes them from the message
 * when the letter is built. Pictures that its words show keep the name by which they are shown.
 */
export function filesOf(
  message: Pick<Message, 'folder' | 'uid' | 'uidValidity' | 'attachments'>,
): DraftFile[] {
  const { folder, uid, uidValidity, attachments } = message;
  return attachments
    .filter(({ removed, inline, contentId }) => !removed && (!inline || contentId !== ''))
    .slice(0, MOST_FILES)
    .map(({ part, name, type, size, inline, contentId }) => ({
      kind: 'part',
      folder,
      uid,
      uidValidity,
      part,
      name,
      type,
      size,
      contentId: inline && contentIdSchema.safeParse(contentId).success ? contentId : null,
    }));
}

/** What a letter may have (shared/compose.ts). */
const MOST_FILES = 100;
