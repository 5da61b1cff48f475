import type { Message } from '../../../shared/messages.ts';
import { contactAt, useContactsLater } from '../contacts/contacts.ts';
import { useFolder } from '../folders/folders.ts';
import { usePreferences } from '../preferences/preferences.ts';
import { imageSourcesOf, mayShowImages } from './image-sources.ts';

/** Whether the images of other servers come without asking, by what the reader chose (security S-14). */
export function useImagesShown(message: Message): boolean {
  const { imagesFrom, remoteImages } = usePreferences();
  const folder = useFolder(message.folder);
  const contacts = useContactsLater();
  if (mayShowImages(message, imagesFrom)) return true;
  // Who only claims to be the sender gets nothing, and neither does spam, whatever was chosen.
  const sources = imageSourcesOf(message);
  if (!sources || folder?.specialUse === 'junk') return false;
  if (remoteImages === 'known') return !!contacts && !!contactAt(contacts, sources.address);
  return remoteImages === 'always';
}
