import type { ImapFlow } from 'imapflow';
import type { SpecialUse } from '../../../shared/folders.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { readFolders } from '../folders.ts';

/** Asked for once a connection: a save every few seconds lists no folders. */
const known = new WeakMap<ImapFlow, string>();

/** The folder for letters that are not finished (RFC 6154 \Drafts); made when there is none. */
export async function draftsFolder(imap: ImapFlow): Promise<string> {
  const path = known.get(imap) ?? (await folderOf(imap, 'drafts')) ?? (await makeDrafts(imap));
  known.set(imap, path);
  return path;
}

/** After the folder was not found where it had been. */
export function forgetDraftsFolder(imap: ImapFlow) {
  known.delete(imap);
}

export async function folderOf(imap: ImapFlow, use: SpecialUse): Promise<string | null> {
  return (await readFolders(imap)).find(({ specialUse }) => specialUse === use)?.path ?? null;
}

/** Selects a folder; when it is selected already, hears what changed in it since. */
export async function openFresh(imap: ImapFlow, folder: string) {
  if (imap.mailbox && imap.mailbox.path === folder) await imap.noop();
  else await imap.mailboxOpen(folder);
}

async function makeDrafts(imap: ImapFlow): Promise<string> {
  const made = await imap.mailboxCreate(`${imap.namespace?.prefix ?? ''}Drafts`);
  if (!made) throw new Refusal('not-found', 'There is no folder for drafts.');
  await imap.mailboxSubscribe(made.path);
  return made.path;
}
