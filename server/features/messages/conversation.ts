import type { ImapFlow } from 'imapflow';
import type { ConversationMessage } from '../../../shared/messages.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import {
  type ConversationPart,
  findRelated,
  MOST_SHOWN,
  readPart,
} from '../../mail/conversation-messages.ts';
import { folderFor } from '../folders.ts';
import type { SignedIn } from '../session/session.ts';

const READ = { repeatable: true };

/**
 * The conversation of a message, in its folder and on the other side, oldest first.
 *
 * @throws Refusal `message-gone`.
 */
export async function conversationOf(
  context: Context,
  session: SignedIn,
  folder: string,
  uid: number,
): Promise<{ messages: ConversationMessage[]; more: number }> {
  const { mail, conversations } = context;
  const { here, count, other } = await mail.inFolder(
    session,
    folder,
    async (imap, mailbox) => {
      const uids = await conversations.around(session.account, imap, mailbox, uid);
      return {
        here: await readPart(imap, folder, uids),
        count: uids.length,
        other: await otherSide(imap, folder),
      };
    },
    READ,
  );
  if (!here.messages.some(({ row }) => row.uid === uid))
    throw new Refusal('message-gone', 'This message is not in the folder any more.');
  const there = other ? await related(context, session, other, here) : [];
  const messages = [...here.messages, ...there].sort((a, b) => a.row.received - b.row.received);
  return { messages, more: Math.max(0, count - MOST_SHOWN) };
}

async function related(
  { mail }: Context,
  session: SignedIn,
  folder: string,
  here: ConversationPart,
): Promise<ConversationMessage[]> {
  const part = await mail.inFolder(
    session,
    folder,
    async (imap) => readPart(imap, folder, await findRelated(imap, here)),
    { ...READ, aside: true },
  );
  // A letter to oneself is in both: once is enough.
  const twice = new Set(here.ids.filter(Boolean));
  return part.messages.filter((_, i) => !twice.has(part.ids[i] ?? ''));
}

/** Where the answers are: what came in is answered in Sent, what was sent in the Inbox. */
async function otherSide(imap: ImapFlow, folder: string): Promise<string | null> {
  const sent = await folderFor(imap, 'sent');
  return folder === sent ? 'INBOX' : sent;
}
