import type { ImapFlow } from 'imapflow';
import type { DraftPlace, StoredDraft } from '../../../shared/drafts.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { selectFolder } from '../../mail/imap.ts';
import { transfer } from '../../mail/transfer.ts';
import { folderFor } from '../folders.ts';
import type { SignedIn } from '../session/session.ts';
import { oneAtATime } from '../turns.ts';
import { findVersions, living, removeVersions } from './draft-versions.ts';
import { draftsFolder } from './drafts-folder.ts';
import { readStoredDraft } from './read-draft.ts';

/**
 * Moves a letter from Drafts to Trash; where there is no Trash, it goes for good.
 *
 * @returns where it is now; null when it was not there, or the server does not tell.
 */
export async function discard(
  { mail }: Context,
  session: SignedIn,
  id: string,
  base: string | null,
): Promise<DraftPlace | null> {
  return oneAtATime(turnOf(session, id), () =>
    mail.use(session, async (imap) => {
      await selectFolder(imap, await draftsFolder(imap));
      const all = await findVersions(imap, id, base);
      const newest = living(all).at(-1)?.uid;
      if (!newest) return null;
      const uids = all.map(({ uid }) => uid).filter((uid) => uid !== newest);
      const place = await moveToTrash(imap, id, newest);
      await removeVersions(imap, id, uids);
      return place;
    }),
  );
}

/** @throws Refusal `not-found`. */
export async function restore(
  { mail }: Context,
  session: SignedIn,
  id: string,
  place: DraftPlace | null,
): Promise<StoredDraft> {
  return oneAtATime(turnOf(session, id), () =>
    mail.use(session, async (imap) => {
      const drafts = await draftsFolder(imap);
      const trash = await folderFor(imap, 'trash');
      if (!trash) throw gone();
      await selectFolder(imap, trash);
      const uid = await findDiscarded(imap, id, place);
      const { places } = await transfer(imap, 'MOVE', String(uid), drafts);
      await selectFolder(imap, drafts);
      const back = places?.uids.get(uid) ?? living(await findVersions(imap, id)).at(-1)?.uid;
      if (!back) throw gone();
      return readStoredDraft(imap, back);
    }),
  );
}

const turnOf = ({ account }: SignedIn, id: string) => `${account}\n${id}`;

const gone = () => new Refusal('not-found', 'The draft is not in Trash any more.');

async function moveToTrash(imap: ImapFlow, id: string, uid: number): Promise<DraftPlace | null> {
  const folder = await folderFor(imap, 'trash');
  if (!folder) {
    await removeVersions(imap, id, [uid]);
    return null;
  }
  const { places } = await transfer(imap, 'MOVE', String(uid), folder);
  const to = places?.uids.get(uid);
  return places && to ? { folder, uid: to, uidValidity: places.uidValidity } : null;
}

/** The message that was put there, if it still is that one; else the letter's, by its id. */
async function findDiscarded(imap: ImapFlow, id: string, place: DraftPlace | null) {
  const mailbox = imap.mailbox || undefined;
  const isSame =
    place?.folder === mailbox?.path && place?.uidValidity === String(mailbox?.uidValidity);
  if (place && isSame) {
    const found = await imap.search({ uid: String(place.uid) }, { uid: true });
    if (Array.isArray(found) && found.includes(place.uid)) return place.uid;
  }
  const uid = living(await findVersions(imap, id)).at(-1)?.uid;
  if (!uid) throw gone();
  return uid;
}
