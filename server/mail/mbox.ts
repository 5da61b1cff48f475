import { Refusal } from '../../shared/refusal.ts';

/** A message out of a file, as it is put into a mailbox: lines ended by CRLF, and when it was written. */
export interface ImportedMessage {
  raw: Buffer;
  /** From its Date field, else from the file's own line about it; null when neither can be read. */
  date: Date | null;
  flags: string[];
  /** Where it was, from the top down, when the file says so; else null. */
  folder: string[] | null;
}

/** A larger message than the mail servers of this world take. */
export const MOST_BYTES = 64 * 1024 * 1024;
const LF = 10;
/** A separator says when: "From a@b Thu Feb 29 10:30:00 2024". Words that begin with "From " seldom do. */
const SEPARATOR = /^From .*(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|\d{4}-\d\d-\d\d).*\d\d:\d\d/;

/**
 * Takes an mbox file apart while it arrives (RFC 4155, with the quoting of mboxrd): one message is in memory at a
 * time. A file that does not begin with a separator is one message.
 *
 * @throws Refusal `not-mail`, `too-large`.
 */
export async function* readMessages(file: AsyncIterable<Buffer>): AsyncGenerator<ImportedMessage> {
  let lines: Buffer[] = [];
  let size = 0;
  let separator = '';
  let isMbox = false;
  let [isFirst, wasEmpty] = [true, true];
  for await (const line of linesOf(file)) {
    const isBreak = wasEmpty && (isFirst || isMbox) && isSeparator(line);
    if (isBreak) {
      if (!isFirst && size) yield toMessage(lines, separator, true);
      separator = line.toString('latin1').trim();
      isMbox = true;
      [lines, size] = [[], 0];
    } else {
      size += line.length;
      if (size > MOST_BYTES) throw new Refusal('too-large', 'A message in the file is too large.');
      lines.push(isMbox && line[0] === 62 ? unquote(line) : line);
    }
    wasEmpty = isEmpty(line);
    isFirst = false;
  }
  if (size) yield toMessage(lines, separator, isMbox);
  else if (!isMbox) throw notMail();
}

const isEmpty = (line: Buffer) => line[0] === LF || (line[0] === 13 && line[1] === LF);
const isSeparator = (line: Buffer) =>
  line[0] === 70 && SEPARATOR.test(line.toString('latin1', 0, 300));
function unquote(line: Buffer): Buffer {
  let words = 0;
  while (line[words] === 62) words++;
  return line.toString('latin1', words, words + 5) === 'From ' ? line.subarray(1) : line;
}

/** Lines with their ends; a very long one comes in pieces. */
async function* linesOf(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of file) {
    const input = rest.length ? Buffer.concat([rest, piece]) : piece;
    let from = 0;
    for (let lf = input.indexOf(LF); lf >= 0; lf = input.indexOf(LF, from)) {
      yield input.subarray(from, lf + 1);
      from = lf + 1;
    }
    rest = Buffer.from(input.subarray(from));
    if (rest.length > 1024 * 1024) {
      yield rest;
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length) yield rest;
}

function toMessage(lines: Buffer[], separator: string, isMbox: boolean): ImportedMessage {
  // The empty line before the next separator is the file's, not the message's.
  const isLast = isMbox && lines.length > 1 && isEmpty(lines.at(-1)!);
  const own = isLast ? lines.slice(0, -1) : lines;
  const note = isMbox ? readNote(own) : null;
  if (note) return toExported(own.slice(note.length), note, separator);
  const raw = withCrlf(Buffer.concat(own));
  const header = headerOf(raw);
  if (!/^[!-9;-~]+[ \t]*:/.test(header)) throw notMail();
  return { raw, date: dateOf(header, separator), flags: flagsOf(header), folder: null };
}

/** What our own files say above a message (`mboxHead`): in how many lines. */
interface Note {
  length: number;
  fields: string;
}

const NOTE = /^(?:Status|X-Status|X-Keywords|X-Sobre-End): /;

function readNote(lines: Buffer[]): Note | null {
  let fields = '';
  for (const [i, line] of lines.slice(0, 5).entries()) {
    const text = line.toString('latin1', 0, 16_000).replace(/\r?\n$/, '\r\n');
    fields += text;
    if (text.startsWith('X-Sobre-Folder: ')) return { length: i + 1, fields };
    if (!NOTE.test(text)) return null;
  }
  return null;
}

/** A message as it was before it was written to the file, byte for byte. */
function toExported(lines: Buffer[], { fields }: Note, separator: string): ImportedMessage {
  const text = Buffer.concat(lines).toString('latin1').replaceAll('\n', '\r\n');
  const isOpen = field(fields, 'X-Sobre-End') === 'open';
  const raw = Buffer.from(isOpen ? text.slice(0, -2) : text, 'latin1');
  const date = new Date(`${separator.replace(/^From \S*\s*/, '')} UTC`);
  const status = field(fields, 'Status') + field(fields, 'X-Status');
  const keywords = field(fields, 'X-Keywords').split(' ').filter(Boolean);
  const flags = [...FLAGS].flatMap(([letter, flag]) => (status.includes(letter) ? [flag] : []));
  return {
    raw,
    date: Number.isNaN(date.getTime()) ? null : date,
    flags: [...flags, ...keywords.filter(isKeyword)],
    folder: namesIn(field(fields, 'X-Sobre-Folder')),
  };
}

const FLAGS = new Map([
  ['R', '\\Seen'],
  ['A', '\\Answered'],
  ['F', '\\Flagged'],
  ['T', '\\Draft'],
]);

/** An atom, as IMAP takes it (RFC 9051 section 9): nothing else goes to the server (security S-25). */
export const isKeyword = (word: string) => /^[!#$&'+,./0-9:;<=>?@A-Z^_`a-z|}~-]{1,100}$/.test(word);

function namesIn(text: string): string[] | null {
  try {
    return text.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

const notMail = () => new Refusal('not-mail', 'The file holds no message.');

/** Servers store lines that end in CRLF; a file has whatever its system writes. */
function withCrlf(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  if (!/(?<!\r)\n/.test(text)) return raw;
  return Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');
}

function headerOf(raw: Buffer): string {
  const text = raw.toString('latin1', 0, 256 * 1024);
  const end = text.indexOf('\r\n\r\n');
  return (end < 0 ? text : text.slice(0, end)).replace(/\r\n[ \t]+/g, ' ');
}

const field = (header: string, name: string) =>
  new RegExp(`^${name}[ \\t]*:(.*)$`, 'im').exec(header)?.[1]?.trim() ?? '';

function dateOf(header: string, separator: string): Date | null {
  const written = field(header, 'Date').replace(/\([^()]*\)/g, '');
  const filed = separator.replace(/^From \S*\s*/, '');
  const dates = [written, filed].map((text) => new Date(text));
  return dates.find(isPlausible) ?? null;
}

const DAY = 86_400_000;
const isPlausible = (date: Date) => date.getTime() > 0 && date.getTime() < Date.now() + DAY;

/** What the file's program kept of them (Status, X-Status). What is brought in is no news: it is read. */
function flagsOf(header: string): string[] {
  const status = field(header, 'X-Status').toUpperCase();
  return [
    '\\Seen',
    ...(status.includes('A') ? ['\\Answered'] : []),
    ...(status.includes('F') ? ['\\Flagged'] : []),
  ];
}
