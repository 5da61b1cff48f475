import type { ImapFlow } from 'imapflow';
import { ensureFolderFor } from '../folders.ts';

/** Asked for once a connection: a save every few seconds lists no folders. */
const known = new WeakMap<ImapFlow, string>();

/** The folder for letters that are not finished (RFC 6154 \Drafts); made when there is none. */
export async function draftsFolder(imap: ImapFlow): Promise<string> {
  const path = known.get(imap) ?? (await ensureFolderFor(imap, 'drafts'));
  known.set(imap, path);
  return path;
}

/** After the folder was not found where it had been. */
export function forgetDraftsFolder(imap: ImapFlow) {
  known.delete(imap);
}
