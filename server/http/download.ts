import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import contentDisposition from 'content-disposition';
import type { Response } from 'express';
import { Refusal } from '../../shared/refusal.ts';

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
    // Asked again each time: the same address is another's file once somebody else signs in here.
    'Cache-Control': 'private, no-cache',
  });
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
