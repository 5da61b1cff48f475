import MailComposer from 'nodemailer/lib/mail-composer';
import type { z } from 'zod/mini';
import type { letter, Recipient } from '../../../shared/compose.ts';
import type { Envelope } from '../../mail/smtp.ts';
import type { AttachedFile } from './attached.ts';
import { takeEmbedded } from './embedded.ts';
import { flowed } from './flowed.ts';
import { textOf } from './text-alternative.ts';
import { wishesOf } from './wishes.ts';

export type LetterInput = z.infer<typeof letter>;

/** A letter as a message, made once: what goes out and what is kept are the same bytes (traps L-22, L-23). */
export interface BuiltLetter {
  messageId: string;
  envelope: Envelope;
  /** With Bcc, as the writer's own copy has it; read once. */
  bytes: AsyncIterable<Buffer>;
}

/** A calendar that says in its own language what the text says in words (RFC 6047). */
export interface LetterCalendar {
  method: 'REPLY';
  content: string;
}

/** What goes along with the words. */
export interface LetterExtras {
  attached?: AttachedFile[];
  calendar?: LetterCalendar | undefined;
}

/** @param messageId fixed before the first attempt, `<UUID@domain of the From address>`. */
export function buildLetter(
  letter: LetterInput,
  messageId: string,
  date: Date,
  { attached = [], calendar }: LetterExtras = {},
): BuiltLetter {
  const rich = letter.html === null ? null : takeEmbedded(oneLineEnd(letter.html));
  const composed = {
    messageId,
    date,
    from: toMailbox(letter.from),
    replyTo: letter.replyTo.map(toMailbox),
    to: letter.to.map(toMailbox),
    cc: letter.cc.map(toMailbox),
    bcc: letter.bcc.map(toMailbox),
    subject: letter.subject,
    // One kind of line end: a bare CR would pass the SMTP layer as it is (security S-30).
    text: flowed(oneLineEnd(letter.text || (letter.html === null ? '' : textOf(letter.html)))),
    ...(rich && { html: pageOf(rich.html) }),
    headers: wishesOf(letter),
    inReplyTo: letter.inReplyTo,
    references: letter.references,
    attachments: [...attached, ...(rich?.pictures ?? [])],
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false as const,
    newline: 'windows' as const,
    ...(calendar && {
      alternatives: [
        {
          contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
          content: calendar.content,
        },
      ],
    }),
  };
  return {
    messageId,
    envelope: { from: letter.from.address, to: recipientsOf(letter) },
    bytes: build(composed),
  };
}

const oneLineEnd = (text: string) => text.replace(/\r\n?/g, '\n');

const BEFORE = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>';
const AFTER = '</body></html>';

/** A document of its own: some programs guess the charset of what is none. */
const pageOf = (html: string) =>
  /^\s*<(?:!doctype|html)\b/i.test(html) ? html : BEFORE + html + AFTER;

/** The words of such a document, when it is one of ours. */
export const wordsOfPage = (html: string) =>
  html.startsWith(BEFORE) && html.endsWith(AFTER) ? html.slice(BEFORE.length, -AFTER.length) : html;

const toMailbox = ({ name, address }: Recipient) => ({ name, address });

/** Each address once: RCPT TO says what the chips show, byte for byte (security S-29). */
function recipientsOf({ to, cc, bcc }: LetterInput): string[] {
  return [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))];
}

function build(composed: ConstructorParameters<typeof MailComposer>[0]): AsyncIterable<Buffer> {
  const node = new MailComposer(composed).compile();
  node.keepBcc = true;
  sayFlowed(node);
  return node.createReadStream();
}

type MimeNode = ReturnType<InstanceType<typeof MailComposer>['compile']>;

/** The words are the first leaf; a file of plain text is nobody's to fold. */
function sayFlowed(node: MimeNode) {
  let leaf = node;
  while (leaf.childNodes[0]) leaf = leaf.childNodes[0];
  const type = String(leaf.getHeader('Content-Type') ?? '');
  if (/^text\/plain\b/i.test(type) && !leaf.getHeader('Content-Disposition'))
    leaf.setHeader('Content-Type', `${type}; format=flowed`);
}
