import type { ImapFlow } from 'imapflow';
import type { ExportedWhat } from '../../../shared/exports.ts';
import type { Folder } from '../../../shared/folders.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { toSequenceSets } from '../../mail/ranges.ts';
import { readFolders } from '../folders.ts';
import { chosenUids } from '../messages/chosen.ts';
import type { SignedIn } from '../session/session.ts';

/** What an export is about, as it stands at its beginning. */
export interface Meant {
  folders: Folder[];
  /** null = all that the folders hold. */
  selection: { uidValidity: string; uids: number[] } | null;
  messages: number;
}

/** @throws Refusal `not-found` for a folder that the server does not list (S-27), `message-gone` for nothing at all. */
export async function meantBy(
  { mail, views }: Context,
  session: SignedIn,
  what: ExportedWhat,
): Promise<Meant> {
  const all = await mail.use(session, readFolders, { repeatable: true });
  const holding = all.filter(({ selectable, total }) => selectable && total > 0);
  const wanted = what.kind === 'folders' ? what.folders : what.kind === 'all' ? [] : [what.folder];
  for (const path of wanted)
    if (!all.some((one) => one.path === path))
      throw new Refusal('not-found', 'There is no such folder.');
  const folders =
    what.kind === 'all' ? holding : holding.filter((one) => wanted.includes(one.path));
  if (what.kind !== 'messages') {
    const messages = folders.reduce((sum, { total }) => sum + total, 0);
    if (!messages) throw new Refusal('message-gone', 'There are no messages to download.');
    return { folders, selection: null, messages };
  }
  const selection = await mail.inFolder(
    session,
    what.folder,
    async (imap, mailbox) => {
      const chosen = await chosenUids(views, session.account, imap, mailbox, what);
      const uids: number[] = [];
      for (const uid of toSequenceSets(chosen))
        uids.push(...((await imap.search({ uid }, { uid: true })) || []));
      return { uidValidity: String(mailbox.uidValidity), uids: uids.sort((a, b) => a - b) };
    },
    { repeatable: true },
  );
  if (!selection.uids.length)
    throw new Refusal('message-gone', 'There are no messages to download.');
  return { folders, selection, messages: selection.uids.length };
}

/** The UIDs of the selected folder, in order. */
export async function allUids(imap: ImapFlow): Promise<number[]> {
  const found = (await imap.search({ all: true }, { uid: true })) || [];
  return found.sort((a, b) => a - b);
}

/** Bytes of each as the server counts them; what is not there any more is left out. */
export async function sizesOf(imap: ImapFlow, uids: number[]): Promise<Map<number, number>> {
  const sizes = new Map<number, number>();
  for (const set of toSequenceSets(toUidSet(uids)))
    for (const { uid, size } of await imap.fetchAll(set, { uid: true, size: true }, { uid: true }))
      if (size !== undefined) sizes.set(uid, size);
  return sizes;
}
