import type { FetchMessageObject, ImapFlow, MessageStructureObject } from 'imapflow';
import { letter } from '../../../shared/compose.ts';
import type { StoredDraft, StoredFile } from '../../../shared/drafts.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { readHeaderFields } from '../../mail/header-fields.ts';
import { numberParts } from '../../mail/part-numbers.ts';
import { mendEnvelopes } from '../../mail/raw-names.ts';
import { oneLine, rowQuery, time } from '../../mail/rows.ts';
import { type Contents, readContents, type TextPart } from '../../mail/structure.ts';
import { decodeCharset, decodeTransfer } from '../../mail/text.ts';
import { wordsOfPage } from '../compose/letter.ts';
import { idOfDraft } from './draft-id.ts';
import { MARK, readMark } from './draft-mark.ts';
import { foreignVersion } from './draft-versions.ts';
import { unflow } from './unflow.ts';

const FIELDS = [
  MARK,
  'message-id',
  'reply-to',
  'references',
  'importance',
  'x-priority',
  'disposition-notification-to',
];
/** Encoded bytes of the words: a draft is read whole or not at all, since what is not read would be lost. */
const MOST_WORDS = 12 * 1024 * 1024;
const MOST_PEOPLE = 500;

/**
 * A message of the selected folder as a letter to go on with, whoever wrote it.
 *
 * @throws Refusal `message-gone`, `draft-sealed`, `too-large`.
 */
export async function readStoredDraft(imap: ImapFlow, uid: number): Promise<StoredDraft> {
  const fetched = await fetchDraft(imap, uid, FIELDS);
  const { envelope, headers, bodyStructure, internalDate } = fetched;
  if (isSealed(bodyStructure))
    throw new Refusal('draft-sealed', 'The draft is signed or encrypted.');
  await mendEnvelopes(imap, [fetched]);
  const contents = readContents(numberParts(bodyStructure));
  const fields = readHeaderFields(headers);
  const first = (name: string) => fields.get(name.toLowerCase())?.[0] ?? '';
  const mark = readMark(first(MARK));
  const place = placeOf(imap, uid);
  const people = (field: 'to' | 'cc' | 'bcc') => [
    ...toPeople(envelope?.[field]),
    ...(mark?.unfinished[field] ?? []),
  ];
  return {
    id: idOfDraft(first('message-id'), place),
    version: mark?.version ?? foreignVersion(place.uidValidity, uid),
    place,
    changedAt: mark?.changedAt ?? time(internalDate) ?? 0,
    from: letter.shape.from.safeParse(toPeople(envelope?.from)[0]).data ?? null,
    // A server gives the sender as Reply-To where there is none (RFC 3501 section 7.4.2).
    replyTo: first('reply-to') ? toPeople(envelope?.replyTo).filter(isRecipient).slice(0, 10) : [],
    to: people('to'),
    cc: people('cc'),
    bcc: people('bcc'),
    subject: oneLine(envelope?.subject ?? ''),
    ...(await readWords(imap, uid, contents.texts[0], mark !== null)),
    inReplyTo: messageIds(envelope?.inReplyTo ?? '')[0],
    references: messageIds(first('references')).slice(-100),
    priority: mark?.priority ?? priorityOf(first('importance'), first('x-priority')),
    wantsReceipt: first('disposition-notification-to') !== '',
    source: mark?.source ?? null,
    files: filesOf(contents, place),
  };
}

/** The files of a draft alone, in the order of the message. */
export async function readDraftFiles(imap: ImapFlow, uid: number): Promise<StoredFile[]> {
  const { bodyStructure } = await fetchDraft(imap, uid, []);
  return filesOf(readContents(numberParts(bodyStructure)), placeOf(imap, uid));
}

async function fetchDraft(
  imap: ImapFlow,
  uid: number,
  headers: string[],
): Promise<FetchMessageObject> {
  const query = headers.length ? { ...rowQuery, headers } : { uid: true, bodyStructure: true };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (fetched) return fetched;
  throw new Refusal('message-gone', 'This message is not in the folder any more.');
}

function placeOf(imap: ImapFlow, uid: number) {
  const { path, uidValidity } = imap.mailbox || { path: '', uidValidity: 0n };
  return { folder: path, uid, uidValidity: String(uidValidity) };
}

const SEALED =
  /^(multipart\/(signed|encrypted)|application\/(x-)?pkcs7-mime|application\/pgp-encrypted)$/;

/** What another program has closed would be written back empty. */
function isSealed(node: MessageStructureObject | undefined): boolean {
  if (!node) return false;
  return (
    SEALED.test(node.type) || (node.type !== 'message/rfc822' && !!node.childNodes?.some(isSealed))
  );
}

function toPeople(list: { name?: string | undefined; address?: string | undefined }[] = []) {
  if (list.length > MOST_PEOPLE)
    throw new Refusal('too-large', 'The draft has too many recipients.');
  return list
    .map(({ name, address }) => ({
      name: oneLine(name ?? '').slice(0, 500),
      address: oneLine(address ?? '').slice(0, 1000),
    }))
    .filter(({ address, name }) => address || name);
}

const isRecipient = (one: { name: string; address: string }) =>
  letter.shape.from.safeParse(one).success;

/** Message-IDs that can be named again. */
const messageIds = (text: string): string[] =>
  (text.match(/<[^<>\s]+>/g) ?? []).filter((id) => id.length < 998);

function priorityOf(importance: string, priority: string): StoredDraft['priority'] {
  if (/^high/i.test(importance) || /^[12]/.test(priority)) return 'high';
  return /^low/i.test(importance) || /^[45]/.test(priority) ? 'low' : 'normal';
}

/** Rich words have their plain alternative made anew when the letter is sent. */
async function readWords(imap: ImapFlow, uid: number, part: TextPart | undefined, isOurs: boolean) {
  if (!part) return { text: '', html: null };
  if (part.size > MOST_WORDS) throw new Refusal('too-large', 'The draft is too long.');
  const bodyParts = [part.part];
  const fetched = await imap.fetchOne(String(uid), { uid: true, bodyParts }, { uid: true });
  const bytes = fetched ? fetched.bodyParts?.get(part.part.toLowerCase()) : undefined;
  if (!bytes) throw new Refusal('message-gone', 'This message is not in the folder any more.');
  const { encoding, charset, type } = part;
  const read = await decodeCharset(decodeTransfer(bytes, encoding), charset, type);
  const words = read.replace(/\r\n?/g, '\n');
  if (type === 'text/html') return { text: '', html: wordsOfPage(words.replace(/\n$/, '')) };
  const typed = part.flowed ? unflow(words, part.delSp) : words;
  // The line end that was added when it was saved is not the writer's.
  return { text: isOurs ? typed.replace(/\n$/, '') : typed, html: null };
}

/** Texts after the first are files here: none of them is lost, and none is joined to another (security S-50). */
function filesOf({ texts, attachments }: Contents, place: StoredDraft['place']): StoredFile[] {
  const more = texts.slice(1).map(({ part, type, size }) => ({
    ...{ part, type, size, contentId: '', inline: false },
    name: type === 'text/html' ? 'text.html' : 'text.txt',
  }));
  return [...attachments, ...more].map(({ part, name, type, size, contentId, inline }) => ({
    kind: 'part' as const,
    ...place,
    part,
    name: oneLine(name).slice(0, 500),
    contentId: inline && contentId ? contentId : null,
    size,
    type,
  }));
}
