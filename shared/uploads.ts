import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { line, nothing } from './values.ts';

/** Made by the browser at random, once for each file of a letter: asked twice, it is kept once (S-45). */
const id = z.uuid();
const bytes = z.int().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER));

/** A file on its way into a letter, as far as it has come. */
export const upload = z.object({
  id,
  name: line(500),
  type: z.string(),
  size: bytes,
  /** Bytes that are kept: here the rest goes on. */
  received: bytes,
});
export type Upload = z.infer<typeof upload>;

/**
 * Announces a file. The same one announced again goes on where it was; another one under the same id
 * begins anew. Refused at once when it is larger than a letter may be.
 */
export const createUpload = endpoint({
  method: 'POST',
  path: '/api/uploads',
  input: z.object({
    id,
    name: line(500),
    type: z._default(z.string().check(z.maxLength(200)), ''),
    size: bytes,
    /** When the file was last changed, epoch milliseconds: tells it from another of its name and length. */
    modified: z._default(z.int(), 0),
  }),
  output: upload,
});

/** How far a file has come. */
export const readUpload = endpoint({
  method: 'GET',
  path: '/api/uploads/:id',
  input: z.object({ id }),
  output: upload,
});

export const deleteUpload = endpoint({
  method: 'DELETE',
  path: '/api/uploads/:id',
  input: z.object({ id }),
  output: nothing,
});

/** Where the bytes from one place on are sent, as they are (PUT, application/octet-stream). */
export const pieceAddress = (uploadId: string, place: number) =>
  `/api/uploads/${uploadId}?place=${place}`;

/** What a piece is sent with, beside its bytes. */
export const piecePlace = z.object({ id, place: z.pipe(z.coerce.number(), bytes) });

/** Bytes sent at once: no more than proxies let through untold, and little to say again after a cut. */
export const PIECE = 1024 * 1024;

/** Where the bytes of a file that has arrived are read. */
export const uploadAddress = (uploadId: string) => `/api/uploads/${uploadId}/content`;

/** How heavy a letter may be for the mail server, in bytes on the wire. */
export const readLetterLimit = endpoint({
  method: 'GET',
  path: '/api/letter-limit',
  input: nothing,
  output: z.object({ letterBytes: bytes }),
});

/** Header fields and boundaries, roughly. */
const HEAD_BYTES = 16 * 1024;

/** Bytes that a file has in a letter: base64, on lines of 76 ended by CRLF (RFC 2045 section 6.8). */
export const encodedSize = (size: number) => Math.ceil(size / 57) * 78;

/** The largest file that fits into a letter of so many bytes. */
export const largestFile = (letterBytes: number) =>
  Math.max(0, Math.floor((letterBytes - HEAD_BYTES) / 78) * 57);

/** Bytes of a letter on the wire: its words, and its files as they are sent. */
export const letterSize = (words: number, files: number[]) =>
  files.reduce((sum, size) => sum + size, words + HEAD_BYTES);
