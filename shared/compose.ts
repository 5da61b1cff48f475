import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath, line, uid } from './values.ts';

const INVISIBLE = /\p{Cf}/u;

/**
 * An addr-spec that can stand in RCPT TO as it is (RFC 5321 Mailbox without quoted local parts).
 * What the chip shows is what the server gets, byte for byte (security S-29).
 */
export const addrSpec = line(320).check(
  z.regex(/^[^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@[\\\]]+$/),
  // Characters that nobody sees, and that libraries drop on the way to another domain.
  z.refine((address) => !INVISIBLE.test(address), 'invisible characters'),
);

export const recipient = z.object({ name: line(500), address: addrSpec });
export type Recipient = z.infer<typeof recipient>;

const messageId = line(998).check(z.regex(/^<[^<>\s]+>$/));

/** A message that goes along as a file: named here, fetched by the bridge when the letter is sent. */
export const attachedMessage = z.object({
  folder: folderPath,
  uid,
  uidValidity: z.string().check(z.regex(/^\d{1,20}$/)),
});

/** A letter to send. `id` is made by the client once for each letter: asked twice, it is sent once. */
export const sendLetter = endpoint({
  method: 'POST',
  path: '/api/outbox',
  input: z.object({
    id: z.uuid(),
    from: recipient,
    to: z.array(recipient).check(z.maxLength(500)),
    cc: z.array(recipient).check(z.maxLength(500)),
    bcc: z.array(recipient).check(z.maxLength(500)),
    subject: line(2000),
    /** Plain text, lines ended by \n. */
    text: z.string().check(z.maxLength(5_000_000)),
    inReplyTo: z.optional(messageId),
    references: z._default(z.array(messageId).check(z.maxLength(100)), []),
    attachedMessages: z._default(z.array(attachedMessage).check(z.maxLength(20)), []),
    /** The message answered or forwarded, to be flagged \Answered or $Forwarded. */
    source: z._default(
      z.nullable(z.object({ folder: folderPath, uid: uid, act: z.enum(['reply', 'forward']) })),
      null,
    ),
  }),
  output: z.object({
    messageId: z.string(),
    /** Folder that holds the copy; null = it went out, the copy could not be kept (`copyError`). */
    savedIn: z.nullable(folderPath),
    /** Recipients that the server refused while it took the others. */
    refused: z.array(z.object({ address: z.string(), reason: z.string() })),
  }),
});
export type Letter = z.input<typeof sendLetter.input>;
export type SentLetter = z.infer<typeof sendLetter.output>;
