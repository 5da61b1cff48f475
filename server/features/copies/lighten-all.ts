import type { ImapFlow, MailboxObject } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { lighten } from '../../mail/lighten.ts';
import type { Login } from '../../mail/login.ts';
import { numberParts } from '../../mail/part-numbers.ts';
import { readContents } from '../../mail/structure.ts';
import { folderFor } from '../folders.ts';

/** A message, by the number that it has under one UIDVALIDITY. */
interface Place {
  folder: string;
  uidValidity: string;
  uid: number;
}

/** Pictures that the text shows belong to the letter; an invitation is one without its calendar. */
const NO_FILE = /^(text\/calendar|application\/ics|application\/(x-)?pkcs7-|application\/pgp-)/;

/**
 * Takes every real file out of a message, as `lighten` does with chosen ones: a lighter one is in its place, the original in
 * Trash.
 *
 * @returns the lighter one's UID, the bytes that the folder holds less, and where the original is; null = there was nothing to
 *   take out.
 * @throws Refusal as `lighten`, and `mailbox-changed`.
 */
export async function lightenOne(
  context: Context,
  session: Login,
  { folder, uidValidity, uid }: Place,
  { language }: { language: 'en' | 'fr' },
): Promise<{ uid: number; freed: number; original: Place | null } | null> {
  const { mail } = context;
  const check = (imap: ImapFlow, mailbox: MailboxObject) => {
    if (String(mailbox.uidValidity) === uidValidity) return imap;
    throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
  };
  const lend = <T>(act: (imap: ImapFlow) => Promise<T>) =>
    mail.inFolder(session, folder, (imap, mailbox) => act(check(imap, mailbox)));
  const parts = await lend((imap) => filesOf(imap, uid));
  if (!parts.length) return null;
  const trash = await mail.use(session, (imap) => folderFor(imap, 'trash'));
  if (!trash) throw new Refusal('lighten-failed', 'This mailbox has no Trash.');
  const lighter = await lighten(lend, { folder, uid, parts, trash, language });
  const { originalUid, freed } = lighter;
  const validity = await mail.use(session, (imap) => imap.status(trash, { uidValidity: true }));
  const original =
    originalUid === null || !validity
      ? null
      : { folder: trash, uidValidity: String(validity.uidValidity), uid: originalUid };
  return { uid: lighter.uid, freed, original };
}

async function filesOf(imap: ImapFlow, uid: number): Promise<string[]> {
  const query = { uid: true, bodyStructure: true };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (!fetched) throw new Refusal('message-gone', 'This message is not in the folder any more.');
  return readContents(numberParts(fetched.bodyStructure))
    .attachments.filter(({ inline, removed, type }) => !inline && !removed && !NO_FILE.test(type))
    .map(({ part }) => part);
}
