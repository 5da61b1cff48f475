import iconv from 'iconv-lite';
import { getDecoder } from 'imapflow/lib/tools.js';
import { transferDecoder } from './transfer-decoder.ts';

/** Bytes of a body part as they were before transfer encoding (RFC 2045 section 6). */
export function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  const decoder = transferDecoder(encoding);
  return Buffer.concat([decoder.push(bytes), decoder.end()]);
}

/**
 * Text of a body part. A charset that is missing, unknown or a plain lie ("us-ascii" over 8-bit
 * bytes) is read as UTF-8 when it is valid UTF-8, else as windows-1252, as browsers do.
 */
export async function decodeCharset(bytes: Buffer, charset: string): Promise<string> {
  const name = charset.trim().toLowerCase();
  if (JAPANESE.test(name)) return readAll(getDecoder(name), bytes);
  if (!name || name === 'us-ascii' || name === 'ascii' || !iconv.encodingExists(name)) {
    return guess(bytes);
  }
  if (name === 'utf-8' || name === 'utf8') return utf8(bytes);
  return iconv.decode(bytes, name);
}

// iconv-lite has no stateful Japanese encodings; imapflow brings a decoder for them.
const JAPANESE = /^jis|^iso-?2022-?jp|^euc-?jp/;

/** A text cut at a byte limit may end inside a character: that one is dropped. */
function utf8(bytes: Buffer): string {
  return new TextDecoder('utf-8').decode(bytes).replace(/\uFFFD$/, '');
}

function guess(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'windows-1252');
  }
}

async function readAll(decoder: NodeJS.ReadWriteStream, bytes: Buffer): Promise<string> {
  decoder.end(bytes);
  const parts: Buffer[] = [];
  for await (const part of decoder) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
