import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import contentDisposition from 'content-disposition';
import type { Request, Response } from 'express';
import { Refusal } from '../../../shared/refusal.ts';
import {
  indexPart,
  type Lend,
  type PartIndex,
  type Place,
  readDecoded,
  readRange,
} from '../../mail/part-stream.ts';

/** A file of a message: where its bytes are and what a browser is told of it. */
export interface File extends Place {
  encoding: string | undefined;
  type: string;
  name: string;
  /** Names these very bytes among all: they never change under it. */
  tag: string;
}

/**
 * Types that a browser may be told; all else is bytes (security S-21). Whatever the type, it is served
 * as a download under a policy that runs nothing.
 */
const safeTypes =
  /^(image\/(png|jpeg|gif|webp)|application\/(pdf|zip)|text\/plain|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

export function setDownloadHeaders(response: Response, type: string, name: string) {
  response.set({
    'Content-Type': safeTypes.test(type) ? type : 'application/octet-stream',
    'Content-Disposition': contentDisposition.create(name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, max-age=3600',
  });
}

/**
 * Streams a file, whole or the one range that was asked for (RFC 9110 section 14). A range needs the
 * true size: what is stored is encoded, so the first one reads the file through.
 */
export async function deliver(request: Request, response: Response, lend: Lend, file: File) {
  const { type, name, tag, encoding } = file;
  const etag = `"${tag}"`;
  setDownloadHeaders(response, type, name);
  response.set({ 'Accept-Ranges': 'bytes', ETag: etag });
  if (request.method === 'HEAD') return void response.end();
  const isSame = [undefined, etag].includes(request.headers['if-range'] as string | undefined);
  const index = request.headers.range && isSame ? await indexOf(lend, file, response) : null;
  const ranges = index ? request.range(index.size) : undefined;
  if (index && ranges === -1) {
    return void response.status(416).set('Content-Range', `bytes */${index.size}`).end();
  }
  const isOne = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1;
  const range = isOne ? ranges[0] : undefined;
  if (!index || !range) return stream(readDecoded(lend, file, encoding), response);
  response.status(206).set({
    'Content-Range': `bytes ${range.start}-${range.end}/${index.size}`,
    'Content-Length': String(range.end - range.start + 1),
  });
  await stream(readRange(lend, file, encoding, index, range), response);
}

/** Sends what comes, as fast as the reader takes it. A reader who leaves ends the reading. */
export async function stream(bytes: AsyncIterable<Buffer>, response: Response) {
  const wasGone = () => response.destroyed || response.closed;
  const pieces = bytes[Symbol.asyncIterator]();
  // Asked for before the answer begins: what cannot be read at all is refused with its reason.
  const first = await pieces.next();
  if (wasGone()) return;
  const rest = async function* () {
    if (!first.done) yield first.value;
    yield* { [Symbol.asyncIterator]: () => pieces };
  };
  try {
    await pipeline(Readable.from(rest(), { objectMode: false }), response);
  } catch (error) {
    const left = (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (left) return;
    if (error instanceof Refusal) throw error;
    throw new Refusal('server-error', 'The file could not be read to its end.', {}, error);
  }
}

const KEPT = 500;
const indexes = new Map<string, PartIndex>();

/** The newest indexes are kept: a player asks for many pieces of one file. */
async function indexOf(lend: Lend, file: File, response: Response): Promise<PartIndex | null> {
  const known = indexes.get(file.tag);
  const index = known ?? (await indexPart(lend, file, file.encoding, () => !response.destroyed));
  indexes.delete(file.tag);
  if (index) indexes.set(file.tag, index);
  const [oldest] = indexes.keys();
  if (indexes.size > KEPT && oldest !== undefined) indexes.delete(oldest);
  return index;
}
