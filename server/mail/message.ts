import type { FetchMessageObject, ImapFlow, MailboxObject } from 'imapflow';
import type { Message, TextBody } from '../../shared/messages.ts';
import { Refusal } from '../../shared/refusal.ts';
import { mendEnvelopes } from './raw-names.ts';
import { oneLine, rowQuery, time, toAddresses, toFlags } from './rows.ts';
import { readSays, SAYING_FIELDS } from './says.ts';
import { readContents, type TextPart } from './structure.ts';
import { decodeCharset, decodeTransfer } from './text.ts';

/** Encoded bytes of one text part that are read to be shown; the rest is a download away. */
const MAX_TEXT = 2 * 1024 * 1024;
/** Encoded bytes of all text parts together. */
const MAX_TEXTS = 6 * 1024 * 1024;
const MAX_REFERENCES = 100;
const MAX_ADDRESSES = 200;

const listHeaders = [
  'list-id',
  'list-post',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-archive',
  'mail-followup-to',
];

/** What mail servers write when they bring a message to somebody. */
const deliveryHeaders = ['x-original-to', 'delivered-to', 'envelope-to'];

/**
 * One message of the selected folder as a reader needs it: BODYSTRUCTURE first, then only the text
 * parts, by part and with a byte limit. The whole source never passes through a parser.
 *
 * @param authservIds names of our own servers in Authentication-Results, lower case.
 * @throws Refusal `message-gone`.
 */
export async function readMessage(
  imap: ImapFlow,
  mailbox: MailboxObject,
  uid: number,
  authservIds: string[] = [],
): Promise<Message> {
  const fetched = await fetchOne(imap, uid);
  const contents = readContents(fetched.bodyStructure);
  const texts = withinLimit(contents.texts);
  const wanted = contents.plain ? [...texts, contents.plain] : texts;
  const contentsOf = await readTexts(imap, uid, wanted);
  const headers = readHeaders(fetched.headers);
  const { envelope } = fetched;
  const received = time(fetched.internalDate) ?? 0;
  return {
    uid,
    folder: mailbox.path,
    uidValidity: String(mailbox.uidValidity),
    flags: toFlags(fetched.flags),
    modseq: String(fetched.modseq ?? 0),
    from: toAddresses(envelope?.from).slice(0, MAX_ADDRESSES),
    sender: toAddresses(envelope?.sender).slice(0, MAX_ADDRESSES),
    replyTo: toAddresses(envelope?.replyTo).slice(0, MAX_ADDRESSES),
    to: toAddresses(envelope?.to).slice(0, MAX_ADDRESSES),
    cc: toAddresses(envelope?.cc).slice(0, MAX_ADDRESSES),
    bcc: toAddresses(envelope?.bcc).slice(0, MAX_ADDRESSES),
    deliveredTo: deliveryHeaders.flatMap((name) => headers.get(name)?.trim() ?? []),
    subject: oneLine(envelope?.subject ?? ''),
    date: time(envelope?.date) ?? received,
    received,
    size: fetched.size ?? 0,
    messageId: oneLine(envelope?.messageId ?? ''),
    inReplyTo: oneLine(envelope?.inReplyTo ?? ''),
    references:
      (headers.get('references') ?? '').match(/<[^<>\s]+>/g)?.slice(-MAX_REFERENCES) ?? [],
    listHeaders: listHeaders.flatMap((name): [string, string][] => {
      const value = headers.get(name);
      return value ? [[name, oneLine(value)]] : [];
    }),
    bodies: texts.map((part) => toBody(part, contentsOf.get(part.part) ?? '')),
    plainAlternative: contents.plain ? (contentsOf.get(contents.plain.part) ?? '') : '',
    attachments: contents.attachments,
    says: readSays(fetched, authservIds),
  };
}

/** BODYSTRUCTURE of one message, to check that a part exists before it is read. */
export async function fetchStructure(imap: ImapFlow, uid: number) {
  const fetched = await imap.fetchOne(
    String(uid),
    { uid: true, bodyStructure: true },
    { uid: true },
  );
  if (!fetched) throw gone();
  return fetched.bodyStructure;
}

async function fetchOne(imap: ImapFlow, uid: number): Promise<FetchMessageObject> {
  const query = {
    ...rowQuery,
    headers: [...new Set(['references', ...deliveryHeaders, ...listHeaders, ...SAYING_FIELDS])],
  };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (!fetched) throw gone();
  await mendEnvelopes(imap, [fetched]);
  return fetched;
}

const gone = () => new Refusal('message-gone', 'This message is not in the folder any more.');

/** As many texts as are read to be shown. */
export function withinLimit(texts: TextPart[]): TextPart[] {
  let bytes = 0;
  return texts.filter(({ size }) => {
    bytes += Math.min(size, MAX_TEXT);
    return bytes <= MAX_TEXTS;
  });
}

/** Texts by section, in their charsets. */
export async function readTexts(
  imap: ImapFlow,
  uid: number,
  parts: TextPart[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (!parts.length) return texts;
  const bodyParts = parts.map(({ part }) => ({ key: part, start: 0, maxLength: MAX_TEXT }));
  const fetched = await imap.fetchOne(String(uid), { uid: true, bodyParts }, { uid: true });
  if (!fetched) throw gone();
  for (const { part, encoding, charset, type } of parts) {
    const bytes = fetched.bodyParts?.get(part.toLowerCase());
    if (bytes) texts.set(part, await decodeCharset(decodeTransfer(bytes, encoding), charset, type));
  }
  return texts;
}

export function toBody(part: TextPart, content: string): TextBody {
  const { type, flowed, delSp, size } = part;
  return { part: part.part, type, content, flowed, delSp, truncated: size > MAX_TEXT };
}

/** Unfolded header fields by lower-case name; of several the first. */
function readHeaders(raw: Buffer | undefined): Map<string, string> {
  const headers = new Map<string, string>();
  const unfolded = (raw?.toString('utf8') ?? '').replace(/\r?\n[ \t]+/g, ' ');
  for (const line of unfolded.split(/\r?\n/)) {
    const [, name, value] = /^([^\s:]+):\s*(.*)$/.exec(line) ?? [];
    if (name && value && !headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value);
  }
  return headers;
}
