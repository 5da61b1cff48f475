import { Readable } from 'node:stream';
import type { ImapFlow, MailboxObject } from 'imapflow';
import type { Attachment } from '../../../shared/compose.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { encodedSize, letterSize } from '../../../shared/uploads.ts';
import type { Context } from '../../context.ts';
import { crlfLines } from '../../mail/line-ends.ts';
import { fetchStructure } from '../../mail/message.ts';
import { findPart, numberParts } from '../../mail/part-numbers.ts';
import { type Lend, readDecoded, readStored } from '../../mail/part-stream.ts';
import { cleanName, decodedSize, nameOfPart } from '../../mail/structure.ts';
import { submissionSize } from '../../mail/submission-size.ts';
import type { SignedIn } from '../session/session.ts';
import { openUpload } from '../uploads/uploads.ts';
import { mediaType } from './media-type.ts';

/** A file of a letter, as MailComposer takes it: a stream, and nothing that it could open by itself (S-31). */
export interface AttachedFile {
  filename: string;
  contentType: string;
  contentDisposition: 'attachment' | 'inline';
  /** Messages go as they are (RFC 2046 section 5.2.1), all else in base64. */
  contentTransferEncoding: '8bit' | 'base64';
  cid?: string;
  /** Its bytes, read anew each time that the letter is built. */
  readonly content: Readable;
  /** Bytes, as well as they are known before; `wireSize` as they are sent. */
  size: number;
  wireSize: number;
}

type Of<Kind extends Attachment['kind']> = Extract<Attachment, { kind: Kind }>;

/**
 * Finds the files that go along with a letter, wherever they are; none of their bytes are read yet.
 *
 * @throws Refusal `message-gone`, `mailbox-changed`, `not-found`, `upload-missing`, `too-large`.
 */
export async function readAttached(
  context: Context,
  session: SignedIn,
  attachments: Attachment[],
): Promise<AttachedFile[]> {
  const files: AttachedFile[] = [];
  for (const attachment of attachments) files.push(await find(context, session, attachment));
  const limit = await submissionSize(context.config.servers.smtp);
  const sizes = files.map(({ wireSize }) => wireSize);
  if (files.length && letterSize(0, sizes) > limit)
    throw new Refusal('too-large', 'The files are larger than a letter may be.', { limit });
  return files;
}

function find(context: Context, session: SignedIn, attachment: Attachment): Promise<AttachedFile> {
  if (attachment.kind === 'upload') return findUpload(context, session, attachment);
  const lend: Lend = (act) =>
    context.mail.inFolder(session, attachment.folder, (imap, mailbox) => {
      refuseOther(mailbox, attachment.uidValidity);
      return act(imap);
    });
  if (attachment.kind === 'part') return findMessagePart(lend, attachment);
  return findMessage(lend, attachment);
}

async function findUpload(
  context: Context,
  { account }: SignedIn,
  { id, name, contentId }: Of<'upload'>,
): Promise<AttachedFile> {
  const kept = await openUpload(context, account, id);
  const type = mediaType(kept.type);
  return {
    filename: cleanName(name) || kept.name || 'file',
    // A file's bytes are its own: what would have to go unencoded goes as bytes.
    contentType: /^(message|multipart)\//.test(type) ? 'application/octet-stream' : type,
    contentTransferEncoding: 'base64',
    size: kept.size,
    wireSize: encodedSize(kept.size),
    ...placed(contentId),
    get content() {
      return streamOf(kept.read());
    },
  };
}

/** A part keeps the type it had. */
async function findMessagePart(
  lend: Lend,
  { uid, part, name, contentId }: Of<'part'>,
): Promise<AttachedFile> {
  const node = findPart(numberParts(await lend((imap) => fetchStructure(imap, uid))), part);
  if (!node) throw new Refusal('not-found', 'The message has no such part.');
  const bytes = () => readDecoded(lend, { uid, section: part }, node.encoding);
  const isMessage = node.type.startsWith('message/');
  const isEncoded = node.encoding?.toLowerCase() === 'base64';
  const size = node.size ?? 0;
  return {
    filename: cleanName(name) || nameOfPart(node) || (isMessage ? 'message.eml' : 'file'),
    contentType: mediaType(node.type, node.parameters?.charset),
    contentTransferEncoding: isMessage ? '8bit' : 'base64',
    size: isEncoded ? decodedSize(node) : size,
    wireSize: isMessage || isEncoded ? size : encodedSize(size),
    ...placed(contentId),
    get content() {
      return streamOf(isMessage ? crlfLines(bytes()) : bytes());
    },
  };
}

async function findMessage(lend: Lend, { uid }: Of<'message'>): Promise<AttachedFile> {
  const { subject, size } = await lend((imap) => fetchSubject(imap, uid));
  return {
    filename: `${cleanName(subject) || 'message'}.eml`,
    contentType: 'message/rfc822',
    contentTransferEncoding: '8bit',
    size,
    wireSize: size,
    ...placed(null),
    get content() {
      return streamOf(crlfLines(readStored(lend, { uid, section: '' })));
    },
  };
}

/** Nothing is read until somebody reads. */
const streamOf = (bytes: AsyncIterable<Buffer>) => Readable.from(bytes, { objectMode: false });

/** Beside the words, or among them (RFC 2387). */
const placed = (contentId: string | null) =>
  contentId === null
    ? { contentDisposition: 'attachment' as const }
    : { contentDisposition: 'inline' as const, cid: contentId };

function refuseOther(mailbox: MailboxObject, uidValidity: string) {
  if (uidValidity === String(mailbox.uidValidity)) return;
  throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
}

async function fetchSubject(imap: ImapFlow, uid: number) {
  const query = { uid: true, envelope: true, size: true };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (!fetched) throw new Refusal('message-gone', 'The attached message is not there any more.');
  return { subject: fetched.envelope?.subject ?? '', size: fetched.size ?? 0 };
}
