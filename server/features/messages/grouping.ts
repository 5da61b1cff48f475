import type { MessageWindow } from '../../../shared/messages.ts';
import type { Context } from '../../context.ts';
import { type Place, readConversations } from '../../mail/windows.ts';
import type { SignedIn } from '../session/session.ts';

const READ = { repeatable: true };

/** A window of conversations; what it does not need of a large folder is grouped behind it. */
export async function listConversations(
  context: Context,
  session: SignedIn,
  folder: string,
  ascending: boolean,
  place: Place,
): Promise<MessageWindow> {
  const { mail, conversations } = context;
  const { window, isComplete } = await mail.inFolder(
    session,
    folder,
    (imap, mailbox) =>
      readConversations(conversations, session.account, imap, mailbox, ascending, place),
    READ,
  );
  if (isComplete) return window;
  void groupTheRest(context, session, folder);
  return { ...window, partial: true };
}

/** Accounts and folders that are being grouped: once is enough, however many pages ask. */
const running = new Set<string>();

/** Step by step, so that others have the connection between two. */
async function groupTheRest(context: Context, session: SignedIn, folder: string) {
  const key = `${session.account}\0${folder}`;
  if (running.has(key)) return;
  running.add(key);
  try {
    for (let isComplete = false; !isComplete; ) {
      isComplete = await context.mail.inFolder(session, folder, async (imap, mailbox) => {
        const known = await context.conversations.deepen(session.account, imap, mailbox);
        return known.isComplete;
      });
    }
  } catch {
    // The connection broke or the person left: the next window begins where this ended.
  } finally {
    running.delete(key);
  }
}
