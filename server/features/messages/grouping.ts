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
  // The connection breaks or the person leaves: the next window begins where this ended.
  void conversations
    .once(session.account, folder, () => groupTheRest(context, session, folder))
    .catch(() => {});
  return { ...window, partial: true };
}

/** Step by step, so that others have the connection between two. */
async function groupTheRest({ mail, conversations }: Context, session: SignedIn, folder: string) {
  for (let isComplete = false; !isComplete; ) {
    isComplete = await mail.inFolder(session, folder, async (imap, mailbox) => {
      const known = await conversations.deepen(session.account, imap, mailbox);
      return known.isComplete;
    });
  }
}
