import { DAY, HOUR, MINUTE, rfc5322Date } from './clock.ts';
import { somebody } from './crowd.ts';
import { paragraphs as asHtml } from './html.ts';
import { grammar } from './marc/grammar.ts';
import { kinds } from './marc/kinds.ts';
import { memberTopics, townTopics, treasurerTopics } from './marc/topics.ts';
import { letterPdf } from './media/pdf.ts';
import type { DemoMessage } from './message.ts';
import { base64Lines, headerText } from './mime/encode.ts';
import { wrap } from './mime/part.ts';
import { expand } from './phrase.ts';
import { type Random, seeded } from './random.ts';
import { euros, fill } from './words.ts';

/**
 * Light letters for mailboxes of any size, all in INBOX, oldest first, over the three years before
 * `now`: 2 to 6 KB each, one in five an answer to an earlier one. The same arguments give the same bytes.
 */
export function* simpleMessages(count: number, now: Date, seed: number): Generator<DemoMessage> {
  const random = seeded(`simple ${seed}`);
  const stock = stockUp(now, seeded('stock'));
  const recent: Sent[] = [];
  for (let i = 0; i < count; i++) {
    const date = dateOf(i, count, now);
    const parent = recent.length > 0 && random.chance(0.2) ? random.pick(recent) : undefined;
    const sent = headersOf(i, date, parent, stock, random);
    recent[i % RECENT] = sent;
    const attached = random.chance(0.05);
    const body = bodyOf(sent, attached, stock, random);
    const raw = Buffer.from(`${sent.headers}${body}`, 'latin1');
    yield { folder: 'INBOX', flags: flagsOf(attached, random), date, raw };
  }
}

/** Answers come to one of the last letters, as in life. */
const RECENT = 120;

/** Byte strings (latin1), ready to be put together. */
interface Stock {
  senders: string[];
  hosts: string[];
  subjects: string[];
  texts: string[];
  htmls: string[];
  files: string[];
}

interface Sent {
  id: string;
  subject: string;
  references: string[];
  headers: string;
}

function stockUp(now: Date, random: Random): Stock {
  const people = Array.from({ length: 600 }, () => somebody(random));
  const texts = Array.from({ length: 1200 }, () => sentence(random.pick(TOPICS), now, random));
  return {
    senders: people.map(({ name, address }) => `${headerText(name)} <${address}>`),
    hosts: people.map(({ address }) => address.slice(address.indexOf('@') + 1)),
    subjects: Array.from({ length: 3000 }, () =>
      headerText(sentence(random.pick(SUBJECTS), now, random)),
    ),
    texts: texts.map((text) => bytes(wrap(text))),
    htmls: texts.map((text) => bytes(asHtml(wrap(text, 90)))),
    files: Array.from({ length: 8 }, (_, i) =>
      base64Lines(letterPdf(`Reçu ${i + 1}`, texts.slice(i, i + 3))),
    ),
  };
}

const TALKS = [...memberTopics, ...townTopics, ...treasurerTopics];
const SUBJECTS = [
  ...kinds.flatMap((kind) => [...kind.subjects]),
  ...TALKS.map(([subject]) => subject),
];
const TOPICS = [
  ...TALKS.flatMap(([, opening, answer]) => [opening, answer, `${opening} {aside}`]),
  '{listreply}',
  '{aside}',
  '{followup}',
];

function sentence(start: string, now: Date, random: Random): string {
  const date = new Date(now.getTime() - random.int(1, 1000) * DAY);
  const values = {
    amount: euros(random.int(400, 90000)),
    who: somebody(random).name,
    ref: `${date.getUTCFullYear()}-${random.int(100, 999)}`,
    n: String(random.int(3, 48)),
  };
  const text = fill(expand(start, grammar, random, values), date, 'fr');
  return text.replace(/\bde le /g, 'du ').replace(/(^|\s)à le /g, '$1au ');
}

const bytes = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n')).toString('latin1');

/** Rising from three years ago to now, steeper at the end, between seven and ten in the evening. */
function dateOf(i: number, count: number, now: Date): Date {
  const back = 3 * 365 * DAY * (1 - (i + 0.5) / count) ** 1.35;
  const time = now.getTime() - back;
  const day = Math.floor(time / DAY) * DAY;
  const waking = day + 6 * HOUR + ((time - day) / DAY) * 15 * HOUR;
  return new Date(Math.min(Math.floor(waking / 1000) * 1000, now.getTime() - MINUTE));
}

function headersOf(
  i: number,
  date: Date,
  parent: Sent | undefined,
  stock: Stock,
  random: Random,
): Sent {
  const sender = random.int(0, stock.senders.length - 1);
  const id = `<${i.toString(36)}.${random.hex(12)}@${stock.hosts[sender]}>`;
  const references = parent ? [...parent.references.slice(-9), parent.id] : [];
  const subject = parent ? answer(parent.subject) : random.pick(stock.subjects);
  const thread = parent
    ? `In-Reply-To: ${parent.id}\r\nReferences: ${references.join('\r\n ')}\r\n`
    : '';
  const headers =
    `Return-Path: <bounce@${stock.hosts[sender]}>\r\n` +
    `Date: ${rfc5322Date(date)}\r\nFrom: ${stock.senders[sender]}\r\n` +
    `To: La Passerelle <contact@demo.example>\r\nSubject: ${subject}\r\nMessage-ID: ${id}\r\n` +
    `${thread}MIME-Version: 1.0\r\n`;
  return { id, subject, references, headers };
}

const answer = (subject: string) => (subject.startsWith('Re: ') ? subject : `Re: ${subject}`);

function bodyOf({ id }: Sent, attached: boolean, stock: Stock, random: Random): string {
  const boundary = `=_${id.slice(1, id.indexOf('@'))}`;
  const html = random.chance(0.3);
  const chosen = Array.from({ length: html ? random.int(8, 13) : random.int(13, 38) }, () =>
    random.int(0, stock.texts.length - 1),
  );
  const text = part('plain', chosen.map((n) => stock.texts[n]).join('\r\n\r\n'));
  const content = html
    ? multipart('alternative', `${boundary}a`, [
        text,
        part('html', chosen.map((n) => stock.htmls[n]).join('')),
      ])
    : text;
  if (!attached) return content;
  const file = `Content-Type: application/pdf; name="recu.pdf"\r\nContent-Disposition: attachment; filename="recu.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${random.pick(stock.files)}\r\n`;
  return multipart('mixed', `${boundary}m`, [content, file]);
}

function part(subtype: string, body: string): string {
  return `Content-Type: text/${subtype}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}\r\n`;
}

function multipart(subtype: string, boundary: string, parts: string[]): string {
  return `Content-Type: multipart/${subtype}; boundary="${boundary}"\r\n\r\n${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`;
}

function flagsOf(attached: boolean, random: Random): string[] {
  const flags = attached ? ['$HasAttachment'] : [];
  if (!random.chance(0.3)) flags.push('\\Seen');
  if (random.chance(0.05)) flags.push('\\Flagged');
  return flags;
}
