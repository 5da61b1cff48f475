import type { ImapFlow, MessageStructureObject } from 'imapflow';
import type { NestedMessage } from '../../shared/files.ts';
import { Refusal } from '../../shared/refusal.ts';
import { fetchStructure, readTexts, toBody, withinLimit } from './message.ts';
import { findPart, numberParts } from './part-numbers.ts';
import { oneLine, time, toAddresses } from './rows.ts';
import { readContents } from './structure.ts';

const MAX_ADDRESSES = 200;
const MAX_TEXT = 2 * 1024 * 1024;

/**
 * A message that is attached to a message (RFC 2046 section 5.2.1), read by its parts: the server has taken
 * it apart already, and nothing of it passes through a parser of ours.
 *
 * @throws Refusal `message-gone`, `not-found` when the part is no message.
 */
export async function readNested(
  imap: ImapFlow,
  uid: number,
  part: string,
): Promise<NestedMessage> {
  const node = await partOf(imap, uid, part);
  const [inner] = node.childNodes ?? [];
  if (node.type !== 'message/rfc822' || !inner) {
    throw new Refusal('not-found', 'This part is not a message.');
  }
  const contents = readContents(inner);
  const texts = withinLimit(contents.texts);
  const wanted = contents.plain ? [...texts, contents.plain] : texts;
  const contentsOf = await readTexts(imap, uid, wanted);
  const { envelope } = node;
  return {
    from: toAddresses(envelope?.from).slice(0, MAX_ADDRESSES),
    to: toAddresses(envelope?.to).slice(0, MAX_ADDRESSES),
    cc: toAddresses(envelope?.cc).slice(0, MAX_ADDRESSES),
    subject: oneLine(envelope?.subject ?? ''),
    date: time(envelope?.date),
    bodies: texts.map((text) => toBody(text, contentsOf.get(text.part) ?? '')),
    plainAlternative: contents.plain ? (contentsOf.get(contents.plain.part) ?? '') : '',
    attachments: contents.attachments,
  };
}

/** A file of text, decoded to be shown: at most 2 MB of it. */
export async function readFileText(imap: ImapFlow, uid: number, part: string) {
  const { parameters, encoding, size = 0 } = await partOf(imap, uid, part);
  const text = {
    part,
    type: 'text/plain' as const,
    charset: parameters?.charset ?? '',
    encoding: (encoding ?? '7bit').toLowerCase(),
    size,
    flowed: false,
    delSp: false,
  };
  const texts = await readTexts(imap, uid, [text]);
  return { content: texts.get(part) ?? '', truncated: size > MAX_TEXT };
}

async function partOf(imap: ImapFlow, uid: number, part: string): Promise<MessageStructureObject> {
  const node = findPart(numberParts(await fetchStructure(imap, uid)), part);
  if (!node) throw new Refusal('not-found', 'The message has no such part.');
  return node;
}
