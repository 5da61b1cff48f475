import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath, line } from './values.ts';

const place = {
  folder: folderPath,
  uid: z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295)),
};

/** The message that a report is about, as far as the report says it. */
const original = z.object({
  subject: z.string(),
  to: z.array(z.string()),
  /** Where it is in Sent; null when it is not found there. */
  place: z.nullable(z.object({ folder: z.string(), uid: z.number() })),
});
export type Original = z.infer<typeof original>;

/** Why a letter did not arrive, from the enhanced status code (RFC 3463). */
export const failure = z.enum([
  'no-mailbox',
  'no-domain',
  'mailbox-disabled',
  'mailbox-full',
  'too-large',
  'refused',
  'not-trusted',
  'unreachable',
  'other',
]);
export type Failure = z.infer<typeof failure>;

/** What became of one recipient's copy (RFC 3464). */
export const delivery = z.object({
  address: z.string(),
  outcome: z.enum(['failed', 'delayed', 'delivered', 'relayed', 'expanded']),
  reason: failure,
  /** The server that refused or took it, '' when it is not told. */
  server: z.string(),
  /** The server's own words. */
  words: z.string(),
  /** For a delay: until when it is tried again; epoch milliseconds. */
  until: z.nullable(z.number()),
});
export type Delivery = z.infer<typeof delivery>;

export const readDeliveryReport = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid/delivery-report',
  input: z.object(place),
  /** `deliveries` is empty when the report cannot be read. */
  output: z.object({
    deliveries: z.array(delivery),
    count: z.number(),
    original: z.nullable(original),
  }),
});

/** A read receipt that somebody sent (RFC 8098). */
export const readReceipt = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid/receipt',
  input: z.object(place),
  output: z.object({
    reader: z.string(),
    outcome: z.enum(['displayed', 'deleted', 'other']),
    original: z.nullable(original),
  }),
});

/** Answers the wish for a read receipt: only when the reader says so (security S-20). */
export const answerReceiptWish = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/messages/:uid/receipt',
  input: z.object({
    ...place,
    answer: z.enum(['send', 'never']),
    /** The words for people, in the reader's language. */
    subject: line(1000),
    text: z.string().check(z.maxLength(5000)),
  }),
  output: z.object({ sentTo: z.array(z.string()) }),
});
