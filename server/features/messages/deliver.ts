import type { Request, Response } from 'express';
import { setDownloadHeaders, stream } from '../../http/download.ts';
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
 * Streams a file, whole or the one range that was asked for (RFC 9110 section 14). A range needs the
 * true size: what is stored is encoded, so the first one reads the file through.
 */
export async function deliver(request: Request, response: Response, lend: Lend, file: File) {
  const { type, name, tag, encoding } = file;
  const etag = `"${tag}"`;
  setDownloadHeaders(response, type, name);
  response.set({ 'Accept-Ranges': 'bytes', ETag: etag });
  if (request.headers['if-none-match'] === etag) return void response.status(304).end();
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
