import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import type { Lend } from '../../mail/part-stream.ts';

/**
 * Lends connections on which a folder is selected, as long as its UIDs mean what they meant.
 *
 * @throws Refusal `mailbox-changed`
 */
export function lendIn(
  { mail }: Context,
  login: Login,
  { folder, uidValidity }: { folder: string; uidValidity: string },
): Lend {
  return (act) =>
    mail.inFolder(
      login,
      folder,
      (imap, mailbox) => {
        if (String(mailbox.uidValidity) === uidValidity) return act(imap);
        throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
      },
      { repeatable: true },
    );
}
