import type { ImapFlow } from 'imapflow';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import type { OutboxEntry } from '../../store/outbox.ts';
import { collectPeople } from '../contacts/contacts.ts';
import { removeDraft } from '../drafts/drafts.ts';
import { ensureFolderFor } from '../folders.ts';
import type { LetterInput } from './letter.ts';

/** A long letter on a slow server, in milliseconds. */
const APPEND = { deadline: 180_000 };

/**
 * Puts the copy into the folder for sent mail, once: one that may be there already is looked for by
 * its Message-ID first (fault F-1).
 *
 * @param begin recorded before the copy is handed over.
 * @returns the folder's path.
 */
export function fileCopy(
  context: Context,
  login: Login,
  { messageId, filing }: OutboxEntry,
  bytes: AsyncIterable<Buffer>,
  begin: () => Promise<void>,
): Promise<string> {
  return context.mail.use(
    login,
    async (imap) => {
      const folder = await ensureFolderFor(imap, 'sent');
      if (filing && (await isThere(imap, folder, messageId))) return folder;
      // imapflow wants the whole message at once (trap L-11).
      const pieces: Buffer[] = [];
      for await (const piece of bytes) pieces.push(piece);
      await begin();
      await imap.append(folder, Buffer.concat(pieces), ['\\Seen']);
      return folder;
    },
    APPEND,
  );
}

async function isThere(imap: ImapFlow, folder: string, messageId: string): Promise<boolean> {
  await imap.mailboxOpen(folder);
  const query = { header: { 'message-id': messageId } };
  return ((await imap.search(query, { uid: true })) || []).length > 0;
}

/**
 * Remembers whom it went to, marks what was answered or forwarded, and lets the draft go; what has been
 * moved meanwhile is left.
 */
export async function putInOrder(context: Context, login: Login, letter: LetterInput) {
  const { source, id, to, cc, bcc } = letter;
  await collectPeople(context, login.account, [...to, ...cc, ...bcc]);
  if (source) {
    const flag = source.act === 'reply' ? '\\Answered' : '$Forwarded';
    await unlessGone(
      context.mail.inFolder(login, source.folder, (imap) =>
        imap.messageFlagsAdd(String(source.uid), [flag], { uid: true }),
      ),
    );
  }
  await unlessGone(removeDraft(context, login, id));
}

async function unlessGone(act: Promise<unknown>) {
  try {
    await act;
  } catch (error) {
    if ((error as { code?: string }).code !== 'not-found') throw error;
  }
}
