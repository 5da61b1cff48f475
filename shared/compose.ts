import * as z from 'zod/mini';
import { wireAddress } from './address.ts';
import { endpoint } from './endpoint.ts';
import { MOST_HOLD, outboxItem } from './outbox.ts';
import { folderPath, line, uid } from './values.ts';

const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/**
 * An addr-spec that can stand in RCPT TO as it is (RFC 5321 Mailbox without quoted local parts).
 * What the chip shows is what the server gets, byte for byte (security S-29).
 */
export const addrSpec = line(320).check(
  z.regex(/^[^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@[\\\]]+$/),
  // Characters that nobody sees, and that libraries drop on the way to another domain.
  z.refine((address) => !INVISIBLE.test(address), 'invisible characters'),
  z.refine((address) => wireAddress(address) !== null, 'domain'),
);

export const recipient = z.object({
  name: line(500),
  address: z.pipe(
    addrSpec,
    z.transform((address) => wireAddress(address)!),
  ),
});
export type Recipient = z.infer<typeof recipient>;

const messageId = line(998).check(z.regex(/^<[^<>\s]+>$/));

const place = {
  folder: folderPath,
  uid,
  uidValidity: z.string().check(z.regex(/^\d{1,20}$/)),
};
/**
 * RFC 2392: what `cid:` in the letter's HTML names, in the letters of atoms (RFC 5322 section 3.2.3), as
 * mail programs write it. null = a file beside the words.
 */
const contentId = z.string().check(z.regex(/^[\w.@!#$%&'*+/=?^`{|}~-]{1,400}$/));

/** A file of a letter, named by where its bytes are: the bridge fetches them when the letter is built. */
export const attachment = z.discriminatedUnion('kind', [
  /** A whole message, as a file. */
  z.object({ kind: z.literal('message'), ...place }),
  /** A part of a message, by its IMAP number: forwarded without a way through the browser. */
  z.object({
    kind: z.literal('part'),
    ...place,
    part: z.string().check(z.regex(/^[1-9]\d{0,5}(\.[1-9]\d{0,5}){0,50}$/)),
    name: line(500),
    contentId: z.nullable(contentId),
  }),
  /** A file that the browser sent before. */
  z.object({
    kind: z.literal('upload'),
    id: z.uuid(),
    name: line(500),
    contentId: z.nullable(contentId),
  }),
]);
export type Attachment = z.infer<typeof attachment>;

const MOST_WORDS = 5_000_000;
const people = z.array(recipient).check(z.maxLength(500));

/** A letter as it is written. `id` is made by the client once for each letter: asked twice, it is sent once. */
export const letter = z.object({
  id: z.uuid(),
  /** Counts how often it was taken back before it left: a request from before that cannot send it. */
  attempt: z._default(z.int().check(z.gte(0), z.lte(10_000)), 0),
  from: recipient,
  replyTo: z._default(z.array(recipient).check(z.maxLength(10)), []),
  to: people,
  cc: people,
  bcc: people,
  subject: line(2000),
  /** The words of a plain letter, lines ended by \n. Beside `html` they are its plain alternative. */
  text: z.string().check(z.maxLength(MOST_WORDS)),
  /** The words of a rich letter. The bridge makes the plain alternative where `text` is empty. */
  html: z._default(z.nullable(z.string().check(z.maxLength(MOST_WORDS))), null),
  inReplyTo: z.optional(messageId),
  references: z._default(z.array(messageId).check(z.maxLength(100)), []),
  attachments: z._default(z.array(attachment).check(z.maxLength(100)), []),
  /** RFC 2156 Importance, and the X-Priority that programs show. */
  priority: z._default(z.enum(['high', 'normal', 'low']), 'normal'),
  /** Asks for a read receipt (RFC 8098), to the address the letter is from. */
  wantsReceipt: z._default(z.boolean(), false),
  /** The message answered or forwarded, to be flagged \Answered or $Forwarded. */
  source: z._default(
    z.nullable(z.object({ folder: folderPath, uid, act: z.enum(['reply', 'forward']) })),
    null,
  ),
});
export type Letter = z.input<typeof letter>;

/**
 * Sends a letter: it is in the outbox when this answers. With neither `hold` nor `at` the answer waits
 * for the mail server's, as long as that takes no longer than a page would wait.
 */
export const sendLetter = endpoint({
  method: 'POST',
  path: '/api/outbox',
  input: z.extend(letter, {
    /** Seconds during which it can be taken back. */
    hold: z._default(z.int().check(z.gte(0), z.lte(MOST_HOLD)), 0),
    /** When it leaves, in epoch milliseconds; null = now. */
    at: z._default(z.nullable(z.int().check(z.gte(0))), null),
  }),
  output: outboxItem,
});

/**
 * Takes a letter back to be written again: either it leaves or it comes back, never both. One that
 * left for some comes back for those who were refused.
 */
export const takeBack = endpoint({
  method: 'DELETE',
  path: '/api/outbox/:id',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    letter,
    /** What the writer sees of its attachments, in their order. */
    files: z.array(z.object({ name: z.string(), size: z.number(), type: z.string() })),
    trouble: outboxItem.shape.trouble,
    refused: outboxItem.shape.refused,
  }),
});
export type TakenBack = z.infer<typeof takeBack.output>;
