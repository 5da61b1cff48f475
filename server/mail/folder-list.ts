import type { ImapFlow, ListResponse } from 'imapflow';
import type { Folder, SpecialUse } from '../../shared/folders.ts';
import { fullStatus, statusQuery } from './imap.ts';

/** Every folder of the account with its counts, in the server's order. */
export async function readFolders(imap: ImapFlow): Promise<Folder[]> {
  // Dovecot counts the selected folder as this connection saw it last.
  if (imap.mailbox) await imap.noop();
  return toFolders(await imap.list({ statusQuery }));
}

/** The path of the folder that serves a purpose, found without counting any; null when there is none. */
export async function folderFor(imap: ImapFlow, use: SpecialUse): Promise<string | null> {
  const folders = toFolders(await imap.list());
  return folders.find(({ specialUse }) => specialUse === use)?.path ?? null;
}

function toFolders(listed: ListResponse[]): Folder[] {
  const found = listed.map(toFolder);
  keepFirstOfEachUse(found, listed);
  return found;
}

const specialUses: Record<string, SpecialUse> = {
  '\\Inbox': 'inbox',
  '\\Drafts': 'drafts',
  '\\Sent': 'sent',
  '\\Archive': 'archive',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\All': 'all',
  '\\Flagged': 'flagged',
};

function toFolder(listed: ListResponse): Folder {
  const { path, name, delimiter, parentPath, flags, subscribed, specialUse, status } = listed;
  const counts = fullStatus(path, status ?? {});
  return {
    path,
    name,
    parent: parentPath || null,
    delimiter: delimiter || null,
    specialUse: path.toUpperCase() === 'INBOX' ? 'inbox' : (specialUses[specialUse ?? ''] ?? null),
    subscribed: subscribed ?? false,
    selectable: !flags.has('\\Noselect') && !flags.has('\\NonExistent'),
    total: counts.messages,
    unread: counts.unseen,
    uidNext: counts.uidNext,
    uidValidity: counts.uidValidity,
    modseq: counts.highestModseq,
  };
}

/** One folder a use: what the server says (RFC 6154) goes before what a name suggests (trap L-18). */
function keepFirstOfEachUse(found: Folder[], listed: ListResponse[]) {
  const said = new Set(
    listed
      .filter(({ specialUseSource }) => specialUseSource === 'extension')
      .map(({ path }) => path),
  );
  const taken = new Set<SpecialUse>();
  for (const folder of found.toSorted(
    (a, b) => Number(said.has(b.path)) - Number(said.has(a.path)),
  )) {
    if (!folder.specialUse) continue;
    if (taken.has(folder.specialUse)) folder.specialUse = null;
    else taken.add(folder.specialUse);
  }
}
