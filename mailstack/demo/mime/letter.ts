import { rfc5322Date } from '../clock.ts';
import { headerText, isAscii } from './encode.ts';
import {
  type Attachment,
  attachmentPart,
  type Encoding,
  multipart,
  type Part,
  textPart,
  writePart,
} from './part.ts';

export interface Person {
  name: string;
  address: string;
}

export interface Letter {
  /** Absent only in the odd letters that have no author. */
  from?: Person;
  to: readonly Person[];
  cc?: readonly Person[];
  subject: string;
  date: Date;
  /** Message-ID without angle brackets. */
  id: string;
  /** Ids of the conversation so far, oldest first. */
  parents?: readonly string[];
  /** Trace fields, before all others. */
  trace?: readonly string[];
  headers?: readonly string[];
  text?: string;
  html?: string;
  charset?: string;
  encoding?: Encoding;
  flowed?: boolean;
  calendar?: { method: string; ics: string };
  files?: readonly Attachment[];
  /** A body made by hand instead of the fields above. */
  body?: Part;
}

export function writeLetter(letter: Letter): Buffer {
  const body = letter.body ?? bodyOf(letter);
  const headers = [...headersOf(letter), ...body.headers];
  return Buffer.from(writePart({ headers, body: endLine(body.body) }), 'latin1');
}

function headersOf(letter: Letter): string[] {
  const { charset } = letter;
  const parents = (letter.parents ?? []).map((id) => `<${id}>`);
  return [
    ...(letter.trace ?? []),
    `Date: ${rfc5322Date(letter.date)}`,
    ...(letter.from ? [`From: ${addresses([letter.from], charset)}`] : []),
    `To: ${addresses(letter.to, charset)}`,
    ...(letter.cc?.length ? [`Cc: ${addresses(letter.cc, charset)}`] : []),
    `Subject: ${headerText(letter.subject, charset)}`,
    `Message-ID: <${letter.id}>`,
    ...(parents.length ? [`In-Reply-To: ${parents.at(-1)}`] : []),
    ...(parents.length ? [`References: ${parents.join('\r\n ')}`] : []),
    ...(letter.headers ?? []),
    'MIME-Version: 1.0',
  ];
}

function bodyOf(letter: Letter): Part {
  const boundary = (level: string) =>
    `=_${level}_${letter.id.replace(/[^a-z0-9]/gi, '').slice(0, 40)}`;
  const files = letter.files ?? [];
  const inline = files.filter((file) => file.cid);
  const attached = files.filter((file) => !file.cid);
  const { charset, encoding, flowed } = letter;
  const parts: Part[] = [];
  if (letter.text !== undefined)
    parts.push(textPart('plain', letter.text, { charset, encoding, flowed }));
  if (letter.html !== undefined) {
    const html = textPart('html', letter.html, { charset, encoding });
    parts.push(
      inline.length
        ? multipart('related', boundary('rel'), [html, ...inline.map(attachmentPart)])
        : html,
    );
  }
  if (letter.calendar) {
    const more = `; method=${letter.calendar.method}`;
    parts.push(textPart('calendar', letter.calendar.ics, { encoding: 'base64', more }));
  }
  const content =
    parts.length === 1 ? (parts[0] as Part) : multipart('alternative', boundary('alt'), parts);
  if (attached.length === 0) return content;
  return multipart('mixed', boundary('mix'), [content, ...attached.map(attachmentPart)]);
}

function addresses(people: readonly Person[], charset?: string): string {
  return (
    people.map((person) => mailbox(person, charset)).join(',\r\n ') || 'undisclosed-recipients:;'
  );
}

function mailbox({ name, address }: Person, charset?: string): string {
  if (!name) return address;
  const phrase = isAscii(name) ? quoteIfNeeded(name) : headerText(name, charset);
  return `${phrase} <${address}>`;
}

function quoteIfNeeded(name: string): string {
  return /^[A-Za-z0-9 '_-]*$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}

const endLine = (body: string) => (body.endsWith('\r\n') ? body : `${body}\r\n`);
