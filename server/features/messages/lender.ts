import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { ImapFlow, MailboxObject } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import type { Lend } from '../../mail/part-stream.ts';
import { sessionOf } from '../session/session.ts';

interface Options {
  /** Under which the caller knows the UIDs; else the first act tells. */
  uidValidity?: string | undefined;
  /** False for what may not be done twice. */
  repeatable?: boolean;
}

/**
 * Borrows connections for one long reading, a short act each. Between two of them the folder may be
 * renumbered: then a UID is another message's, and nothing more is done.
 */
export function lenderOf(
  { mail }: Context,
  request: Request,
  folder: string,
  { uidValidity, repeatable = true }: Options = {},
) {
  const session = sessionOf(request);
  let validity = uidValidity;
  const check = (imap: ImapFlow, mailbox: MailboxObject) => {
    validity ??= String(mailbox.uidValidity);
    if (validity === String(mailbox.uidValidity)) return imap;
    throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
  };
  const lend: Lend = (act) =>
    mail.inFolder(session, folder, (imap, mailbox) => act(check(imap, mailbox)), { repeatable });
  /** Names these bytes of this account's among all. */
  const tag = (uid: number, part: string) =>
    createHash('sha256')
      .update([session.account, folder, validity, uid, part].join('\0'))
      .digest('base64url');
  return { lend, tag };
}
