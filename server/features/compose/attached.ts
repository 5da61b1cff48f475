import type { ImapFlow, MailboxObject } from 'imapflow';
import type { Attachment } from '../../../shared/compose.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { readStored } from '../../mail/part-stream.ts';
import { cleanName } from '../../mail/structure.ts';
import type { SignedIn } from '../session/session.ts';

/** A file of a letter, as MailComposer takes it. */
export interface AttachedFile {
  filename: string;
  content: Buffer;
  contentType: string;
  contentDisposition: 'attachment';
}

/** All of them together; mail servers seldom take more. */
const MOST_BYTES = 40 * 1024 * 1024;

/**
 * Fetches the files that go along with a letter: messages as RFC 2046 section 5.2.1 has them.
 *
 * @throws Refusal `message-gone`, `mailbox-changed`, `too-large`.
 */
export async function readAttached(
  context: Context,
  session: SignedIn,
  attachments: Attachment[],
): Promise<AttachedFile[]> {
  const files: AttachedFile[] = [];
  let room = MOST_BYTES;
  for (const attachment of attachments) {
    if (attachment.kind !== 'message')
      throw new Refusal('input-invalid', 'Only messages can be attached.');
    const { folder, uid, uidValidity } = attachment;
    const lend = <T>(act: (imap: ImapFlow) => Promise<T>) =>
      context.mail.inFolder(session, folder, (imap, mailbox) => {
        refuseOther(mailbox, uidValidity);
        return act(imap);
      });
    const subject = await lend((imap) => fetchSubject(imap, uid));
    const pieces: Buffer[] = [];
    for await (const piece of readStored(lend, { uid, section: '' })) {
      room -= piece.length;
      if (room < 0) throw new Refusal('too-large', 'The attached messages are too large.');
      pieces.push(piece);
    }
    files.push({
      filename: `${cleanName(subject) || 'message'}.eml`,
      content: withCrlf(Buffer.concat(pieces)),
      contentType: 'message/rfc822',
      contentDisposition: 'attachment',
    });
  }
  return files;
}

function refuseOther(mailbox: MailboxObject, uidValidity: string) {
  if (uidValidity === String(mailbox.uidValidity)) return;
  throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
}

async function fetchSubject(imap: ImapFlow, uid: number): Promise<string> {
  const query = { uid: true, envelope: true };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (!fetched) throw new Refusal('message-gone', 'The attached message is not there any more.');
  return fetched.envelope?.subject ?? '';
}

/** A stranger's bytes go out in a letter of ours: no bare CR or LF may end it early (security S-30). */
function withCrlf(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  if (!/\r(?!\n)|(?<!\r)\n/.test(text)) return raw;
  return Buffer.from(text.replace(/\r\n|\r|\n/g, '\r\n'), 'latin1');
}
