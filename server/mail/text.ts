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
 * bytes, "utf-8" over something else) is read as what the bytes are: what the HTML itself says, UTF-8
 * when it is valid, ISO-2022-JP when its escapes are there, else windows-1252, as browsers do.
 *
 * @param type media type of the part; HTML may name its charset inside.
 */
export async function decodeCharset(
  bytes: Buffer,
  charset: string,
  type = 'text/plain',
): Promise<string> {
  const name = charset.trim().toLowerCase();
  if (JAPANESE.test(name)) return readAll(getDecoder(name), bytes);
  const known = LARGER[name] ?? name;
  if (!known || /^(us-)?ascii$/.test(known) || !iconv.encodingExists(known)) {
    return guess(bytes, type);
  }
  if (known === 'utf-8' || known === 'utf8') return utf8(bytes);
  return iconv.decode(bytes, known);
}

// iconv-lite has no stateful Japanese encodings; imapflow brings a decoder for them.
const JAPANESE = /^jis|^iso-?2022-?jp|^euc-?jp/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes of ISO-2022-JP are looked for
const JAPANESE_ESCAPE = /\u001b(?:\$[@B]|\([BJI])/;

/** What senders mean: the larger set that browsers read under the smaller one's name (WHATWG Encoding). */
const LARGER: Record<string, string> = {
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  iso_8859_1: 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'iso-8859-11': 'windows-874',
  'tis-620': 'windows-874',
  gb2312: 'gb18030',
  gbk: 'gb18030',
};

/** A text cut at a byte limit may end inside a character: that one is dropped. */
function utf8(bytes: Buffer): string {
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\uFFFD$/, '');
  if (!text.includes('\uFFFD')) return text;
  const wrong = text.match(/\uFFFD/g)?.length ?? 0;
  const right = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  return wrong > right ? iconv.decode(bytes, 'windows-1252') : text;
}

/** Bytes that an HTML text may use to say what it is written in. */
const HEAD = 2048;

async function guess(bytes: Buffer, type: string): Promise<string> {
  const start = bytes.toString('latin1', 0, HEAD);
  if (JAPANESE_ESCAPE.test(start)) return readAll(getDecoder('iso-2022-jp'), bytes);
  try {
    // As a stream: a character that is cut at the end is no fault.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    const [, named = ''] = type === 'text/html' ? (META.exec(start) ?? []) : [];
    const charset = LARGER[named.toLowerCase()] ?? named;
    const isKnown = /\d/.test(charset) && !/^utf/i.test(charset) && iconv.encodingExists(charset);
    return iconv.decode(bytes, isKnown ? charset : 'windows-1252');
  }
}

const META = /<meta\s[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w-]{2,40})/i;

async function readAll(decoder: NodeJS.ReadWriteStream, bytes: Buffer): Promise<string> {
  decoder.end(bytes);
  const parts: Buffer[] = [];
  for await (const part of decoder) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
