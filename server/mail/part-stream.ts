import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { Refusal } from '../../shared/refusal.ts';
import { transferDecoder } from './transfer-decoder.ts';

/** Lends a connection on which the message's folder is selected, for one short act. */
export type Lend = <T>(act: (imap: ImapFlow) => Promise<T>) => Promise<T>;

/** Which bytes: of a section ("2.1", "2.MIME", "HEADER"), or of the whole message (''). */
export interface Place {
  uid: number;
  section: string;
}

/** Encoded bytes asked for at once: what one download holds in memory. */
const CHUNK = 1024 * 1024;

/**
 * The bytes of a part as they are stored, from one place on. A connection is borrowed for each piece, so that
 * a slow reader holds none, and others of the same account are served in between.
 *
 * @throws Refusal `message-gone`.
 */
export async function* readStored(
  lend: Lend,
  { uid, section }: Place,
  start = 0,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += CHUNK) {
    const length = Math.min(CHUNK, end - at);
    const bytes = await lend((imap) => fetchPiece(imap, { uid, section }, at, length));
    if (bytes.length) yield bytes;
    if (bytes.length < length) return;
  }
}

async function fetchPiece(imap: ImapFlow, { uid, section }: Place, start: number, length: number) {
  const piece = { start, maxLength: length };
  const query = section ? { bodyParts: [{ key: section, ...piece }] } : { source: piece };
  const fetched = await imap.fetchOne(String(uid), { uid: true, ...query }, { uid: true });
  if (!fetched) throw new Refusal('message-gone', 'This message is not in the folder any more.');
  return bytesOf(fetched, section) ?? Buffer.alloc(0);
}

function bytesOf({ bodyParts, headers, source }: FetchMessageObject, section: string) {
  if (section === '') return source;
  return section === 'HEADER' ? headers : bodyParts?.get(section.toLowerCase());
}

/** The bytes of a part as they were before transfer encoding, in constant memory. */
export async function* readDecoded(
  lend: Lend,
  place: Place,
  encoding: string | undefined,
): AsyncGenerator<Buffer> {
  const decoder = transferDecoder(encoding);
  for await (const piece of readStored(lend, place)) {
    const bytes = decoder.push(piece);
    if (bytes.length) yield bytes;
  }
  yield decoder.end();
}

/** Where decoding can begin: the decoder's state at a stored place, and what it had given by then. */
interface Mark {
  stored: number;
  decoded: number;
  state: string;
}

/** What has to be known before a piece in the middle can be served: the true size, and places to begin at. */
export interface PartIndex {
  /** Decoded bytes. */
  size: number;
  marks: Mark[];
}

/** Reads a part through once, keeping only a mark a piece. @param isWanted false ends it early. */
export async function indexPart(
  lend: Lend,
  place: Place,
  encoding: string | undefined,
  isWanted: () => boolean,
): Promise<PartIndex | null> {
  const decoder = transferDecoder(encoding);
  const marks: Mark[] = [{ stored: 0, decoded: 0, state: '' }];
  let [stored, decoded] = [0, 0];
  for await (const piece of readStored(lend, place)) {
    if (!isWanted()) return null;
    stored += piece.length;
    decoded += decoder.push(piece).length;
    marks.push({ stored, decoded, state: decoder.state });
  }
  return { size: decoded + decoder.end().length, marks };
}

/** The decoded bytes from `start` to `end`, which is included as in a Range header. */
export async function* readRange(
  lend: Lend,
  place: Place,
  encoding: string | undefined,
  index: PartIndex,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Buffer> {
  const mark = index.marks.findLast(({ decoded }) => decoded <= start) ?? index.marks[0]!;
  const decoder = transferDecoder(encoding, mark.state);
  let at = mark.decoded;
  const within = (bytes: Buffer) => {
    const piece = bytes.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at));
    at += bytes.length;
    return piece;
  };
  for await (const stored of readStored(lend, place, mark.stored)) {
    const piece = within(decoder.push(stored));
    if (piece.length) yield piece;
    if (at > end) return;
  }
  yield within(decoder.end());
}
