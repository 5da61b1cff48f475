import { toBytes } from './charset.ts';
import { base64Lines, headerText, isAscii, parameter, quotedPrintable } from './encode.ts';

export type Encoding = '7bit' | '8bit' | 'quoted-printable' | 'base64';

/** Byte strings (latin1), so that a whole letter is put together by plain concatenation. */
export interface Part {
  headers: string[];
  body: string;
}

export interface Attachment {
  name: string;
  type: string;
  content: Buffer;
  /** Content-ID without angle brackets; such a part is inline. */
  cid?: string;
  /** Charset of the file name; a plain RFC 2047 word instead of RFC 2231 with `oldName`. */
  nameCharset?: string;
  oldName?: boolean;
}

export function writePart(part: Part): string {
  return `${part.headers.join('\r\n')}\r\n\r\n${part.body}`;
}

export function multipart(subtype: string, boundary: string, parts: Part[], more = ''): Part {
  const body = parts.map((part) => `--${boundary}\r\n${writePart(part)}\r\n`).join('');
  return {
    headers: [`Content-Type: multipart/${subtype};\r\n\tboundary="${boundary}"${more}`],
    body: `${body}--${boundary}--\r\n`,
  };
}

export interface TextOptions {
  charset?: string;
  encoding?: Encoding;
  flowed?: boolean;
  /** Further parameters, e.g. `; method=REQUEST`. */
  more?: string;
}

/** A text part from text with LF line ends. */
export function textPart(subtype: string, text: string, options: TextOptions = {}): Part {
  const charset = options.charset ?? 'utf-8';
  const lines = options.flowed ? flow(text) : text;
  const bytes = toBytes(lines.replaceAll('\n', '\r\n'), charset);
  const encoding =
    options.encoding ?? (isAscii(text) && shortLines(text) ? '7bit' : 'quoted-printable');
  const more = `${options.flowed ? '; format=flowed' : ''}${options.more ?? ''}`;
  return {
    headers: [
      `Content-Type: text/${subtype}; charset=${charset}${more}`,
      `Content-Transfer-Encoding: ${encoding}`,
    ],
    body: encodeBody(bytes, encoding),
  };
}

export function attachmentPart(file: Attachment): Part {
  const disposition = file.cid ? 'inline' : 'attachment';
  const name = (field: string) =>
    file.oldName
      ? `${field}="${headerText(file.name, file.nameCharset)}"`
      : parameter(field, file.name, file.nameCharset);
  return {
    headers: [
      `Content-Type: ${file.type};\r\n\t${name('name')}`,
      `Content-Disposition: ${disposition};\r\n\t${name('filename')}`,
      'Content-Transfer-Encoding: base64',
      ...(file.cid ? [`Content-ID: <${file.cid}>`] : []),
    ],
    body: base64Lines(file.content),
  };
}

/** Plain lines of at most `width`, as older programs send them. */
export function wrap(text: string, width = 74): string {
  return text
    .split('\n')
    .map((line) => breakLine(line, width, ''))
    .join('\n');
}

/** RFC 3676: a space before a soft line break, stuffing before what could be misread. */
function flow(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '-- ' ? line : breakLine(line.trimEnd(), 72, ' ')))
    .map((line) => line.replace(/^(From | )/gm, ' $1'))
    .join('\n');
}

function breakLine(line: string, width: number, trailer: string): string {
  if (line.length <= width || line.startsWith('>')) return line;
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines[lines.length - 1] as string;
    if (last !== '' && last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join(`${trailer}\n`);
}

function encodeBody(bytes: Buffer, encoding: Encoding): string {
  if (encoding === 'base64') return base64Lines(bytes);
  if (encoding === 'quoted-printable') return quotedPrintable(bytes);
  return bytes.toString('latin1');
}

const shortLines = (text: string) => text.split('\n').every((line) => line.length < 900);
