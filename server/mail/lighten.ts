import { createHash } from 'node:crypto';
import type { ImapFlow, MessageStructureObject } from 'imapflow';
import { Refusal } from '../../shared/refusal.ts';
import { type Original, ownFlags, verifyLightened } from './lighten-verify.ts';
import { MimeMap } from './mime-map.ts';
import { findPart, numberParts } from './part-numbers.ts';
import { type Lend, readDecoded, readStored } from './part-stream.ts';
import { type RemovedPart, type StubLanguage, stubOf } from './removed-part.ts';
import { nameOfPart } from './structure.ts';

export interface LightenOrder {
  folder: string;
  uid: number;
  /** Sections of the files to take out. */
  parts: string[];
  /** Where the original goes. */
  trash: string;
  language: StubLanguage;
}

export interface Lightened {
  /** The lighter message, in the same folder. */
  uid: number;
  /** The original in Trash; null when the server does not say under which UID. */
  originalUid: number | null;
  /** Bytes that the folder holds less. */
  freed: number;
  removed: RemovedPart[];
}

/** What is kept of a message goes through memory once: more than this is refused. */
const MOST_KEPT = 48 * 1024 * 1024;

/**
 * Takes files out of a message and leaves a note of each in its place. The mail server cannot change a
 * message, so a rewritten copy is put beside it, read again and compared, and only then the original goes to
 * Trash. Stopped anywhere, the original or both are there, never neither.
 *
 * @param lend connections on which `order.folder` is selected; each step borrows one.
 * @throws Refusal `message-gone`, `not-found`, `message-sealed`, `message-single`, `too-large`,
 *   `mailbox-full`, `lighten-failed`.
 */
export async function lighten(lend: Lend, order: LightenOrder): Promise<Lightened> {
  const { folder, uid, trash, language } = order;
  if (folder === trash) throw new Refusal('lighten-failed', 'The message is in Trash already.');
  const original = await lend((imap) => fetchOriginal(imap, uid));
  const nodes = chooseParts(original.structure, order.parts);
  const map = await mapMessage(lend, uid);
  const removed = await Promise.all(nodes.map((node) => weigh(lend, uid, node)));
  const cuts = nodes.map((node, i) => ({
    ...placeOf(map, node),
    stub: stubOf(removed[i]!, language),
  }));
  const light = await rewrite(lend, uid, cuts);
  const copy = await lend((imap) => append(imap, folder, light, original));
  try {
    await verifyLightened(lend, { original, uid, copy, light, removed: order.parts });
    const originalUid = await lend((imap) => putAway(imap, uid, trash));
    return { uid: copy, originalUid, freed: original.size - light.length, removed };
  } catch (error) {
    await lend((imap) => dropCopy(imap, uid, copy));
    throw error;
  }
}

async function putAway(imap: ImapFlow, uid: number, trash: string): Promise<number | null> {
  const moved = await imap.messageMove(String(uid), trash, { uid: true });
  if (!moved) throw new Refusal('lighten-failed', 'The original could not be moved to Trash.');
  return moved.uidMap?.get(uid) ?? null;
}

/** The copy goes only while the original is seen to be there: a lost answer may hide a move that was done. */
async function dropCopy(imap: ImapFlow, uid: number, copy: number) {
  const found = await imap.search({ uid: String(uid) }, { uid: true });
  if (Array.isArray(found) && found.includes(uid))
    await imap.messageDelete(String(copy), { uid: true });
}

async function fetchOriginal(imap: ImapFlow, uid: number): Promise<Original> {
  if (!imap.capabilities.has('UIDPLUS')) {
    throw new Refusal('lighten-failed', 'The mail server does not tell where it puts a message.');
  }
  const query = { uid: true, flags: true, internalDate: true, size: true, bodyStructure: true };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (!fetched) throw new Refusal('message-gone', 'This message is not in the folder any more.');
  return {
    structure: numberParts(fetched.bodyStructure) ?? { type: 'text/plain' },
    flags: ownFlags(fetched.flags),
    received: new Date(fetched.internalDate ?? Date.now()),
    size: fetched.size ?? 0,
  };
}

const SEALED =
  /^(multipart\/(signed|encrypted)|application\/(x-)?pkcs7-mime|application\/pgp-encrypted)$/;

/** The parts meant. What is signed would not be valid any more: it stays as it is. */
function chooseParts(structure: MessageStructureObject, parts: string[]): MessageStructureObject[] {
  if (isSealed(structure))
    throw new Refusal('message-sealed', 'A signed or encrypted message cannot be changed.');
  if (!structure.type.startsWith('multipart/'))
    throw new Refusal('message-single', 'The message is this file and nothing else.');
  return [...new Set(parts)].map((part) => {
    const node = findPart(structure, part);
    if (!node) throw new Refusal('not-found', 'The message has no such part.');
    return node;
  });
}

function isSealed({ type, childNodes = [] }: MessageStructureObject): boolean {
  // An attached message has a seal of its own, which goes or stays with it whole.
  return SEALED.test(type) || (type !== 'message/rfc822' && childNodes.some(isSealed));
}

async function mapMessage(lend: Lend, uid: number) {
  const map = new MimeMap();
  for await (const piece of readStored(lend, { uid, section: '' })) map.push(piece);
  return map.end();
}

/** Our reading of the message and the mail server's have to agree, or nothing is touched. */
function placeOf(map: ReturnType<MimeMap['end']>, { part = '', size }: MessageStructureObject) {
  const place = map.get(part);
  if (place && place.end - place.body === size) return place;
  throw new Refusal(
    'lighten-failed',
    'The message is built in a way that cannot be changed safely.',
  );
}

async function weigh(lend: Lend, uid: number, node: MessageStructureObject): Promise<RemovedPart> {
  const hash = createHash('sha256');
  let size = 0;
  const place = { uid, section: node.part ?? '1' };
  for await (const piece of readDecoded(lend, place, node.encoding)) {
    hash.update(piece);
    size += piece.length;
  }
  const name = nameOfPart(node) || 'file';
  return { name, type: node.type, size, sha256: hash.digest('hex'), date: Date.now() };
}

interface Cut {
  start: number;
  end: number;
  stub: Buffer;
}

/** The message with each cut replaced: all other bytes as they are stored, and only they are fetched. */
async function rewrite(lend: Lend, uid: number, cuts: Cut[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let kept = 0;
  const keep = async (from: number, to: number) => {
    for await (const piece of readStored(lend, { uid, section: '' }, from, to)) {
      kept += piece.length;
      if (kept > MOST_KEPT) throw new Refusal('too-large', 'Too much of the message is kept.');
      pieces.push(piece);
    }
  };
  let at = 0;
  for (const { start, end, stub } of cuts.toSorted((a, b) => a.start - b.start)) {
    await keep(at, start);
    pieces.push(stub);
    at = end;
  }
  await keep(at, Number.POSITIVE_INFINITY);
  return Buffer.concat(pieces);
}

async function append(imap: ImapFlow, folder: string, light: Buffer, original: Original) {
  const { flags, received } = original;
  const appended = await imap.append(folder, light, flags, received);
  const { uid } = appended || {};
  if (uid) return uid;
  throw new Refusal('lighten-failed', 'The mail server did not take the message.');
}
