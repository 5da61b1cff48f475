import { toBytes } from './charset.ts';

/** Base64 in lines of 76, CRLF between them. */
export function base64Lines(content: Buffer): string {
  const all = content.toString('base64');
  const lines: string[] = [];
  for (let i = 0; i < all.length; i += 76) lines.push(all.slice(i, i + 76));
  return lines.join('\r\n');
}

/** Quoted-printable of CRLF text (RFC 2045, 6.7). */
export function quotedPrintable(content: Buffer): string {
  return content.toString('latin1').split('\r\n').map(quotedLine).join('\r\n');
}

const QUOTED = Array.from({ length: 256 }, (_, byte) =>
  (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32 || byte === 9
    ? String.fromCharCode(byte)
    : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);

function quotedLine(line: string): string {
  let out = '';
  let width = 0;
  for (let i = 0; i < line.length; i++) {
    let token = QUOTED[line.charCodeAt(i)] as string;
    if (i === line.length - 1 && token === ' ') token = '=20';
    if (width + token.length > 75) {
      out += '=\r\n';
      width = 0;
    }
    out += token;
    width += token.length;
  }
  return out;
}

/** Text for an unstructured header field: as it is when ASCII, else RFC 2047 words, folded. */
export function headerText(text: string, charset = 'utf-8'): string {
  if (isAscii(text)) return foldWords(text);
  const quoted = /^(iso-8859-1|iso-8859-15|windows-1252)$/i.test(charset);
  return wordsOf(text, charset)
    .map((bytes) => (quoted ? `=?${charset}?Q?${q(bytes)}?=` : `=?${charset}?B?${b(bytes)}?=`))
    .join('\r\n ');
}

export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the whole range.
  return /^[\x00-\x7f]*$/.test(text);
}

function foldWords(text: string): string {
  return text.length < 66 ? text : text.replace(/(.{40,70}?) (?=\S)/g, '$1\r\n ');
}

const b = (bytes: Buffer) => bytes.toString('base64');

function q(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[^A-Za-z0-9!*+/ -]/g, (c) => QUOTED_ALWAYS[c.charCodeAt(0)] as string)
    .replaceAll(' ', '_');
}

const QUOTED_ALWAYS = Array.from(
  { length: 256 },
  (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);

/** A word must not split a character, and stays under 75 with its wrapping. */
function wordsOf(text: string, charset: string): Buffer[] {
  const limit = /^(iso-8859-1|iso-8859-15|windows-1252)$/i.test(charset) ? 18 : 39;
  const words: Buffer[] = [];
  let chunk = '';
  for (const char of text) {
    if (toBytes(chunk + char, charset).length > limit) {
      words.push(toBytes(chunk, charset));
      chunk = '';
    }
    chunk += char;
  }
  words.push(toBytes(chunk, charset));
  return words;
}

/** A MIME parameter, by RFC 2231 (continuations included) when it is long or not ASCII. */
export function parameter(name: string, value: string, charset = 'utf-8'): string {
  if (isAscii(value) && value.length < 60) return `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
  const encoded = [...toBytes(value, charset)].map((byte) =>
    /[A-Za-z0-9._-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : (QUOTED_ALWAYS[byte] as string).replace('=', '%'),
  );
  const pieces: string[] = [];
  for (let i = 0; i < encoded.length; i += 18) pieces.push(encoded.slice(i, i + 18).join(''));
  const start = `${charset.toLowerCase()}''`;
  if (pieces.length === 1) return `${name}*=${start}${pieces[0]}`;
  return pieces.map((piece, i) => `${name}*${i}*=${i === 0 ? start : ''}${piece}`).join(';\r\n\t');
}
