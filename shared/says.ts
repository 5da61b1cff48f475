import * as z from 'zod/mini';

const mailbox = z.object({ name: z.string(), address: z.string() });

/**
 * What the reader's own mail server found out about the sender (RFC 8601). `confirmed`: the domain in
 * From vouches for the message; `denied`: it says that the message is not its own; `unconfirmed`: nobody
 * vouches.
 */
export const verdict = z.object({
  trust: z.enum(['confirmed', 'denied', 'unconfirmed']),
  /** The domain in From; '' when nobody, or more than one, is named there. */
  domain: z.string(),
  /** Who says so: the authserv-id of our own server. */
  server: z.string(),
  checks: z.array(
    z.object({
      method: z.enum(['dmarc', 'dkim', 'spf']),
      result: z.string(),
      /** The domain that was checked, '' when it is not told. */
      domain: z.string(),
    }),
  ),
});
export type Verdict = z.infer<typeof verdict>;

/** A sender's domain that is written in more than ASCII. */
export const foreignDomain = z.object({
  address: z.string(),
  ascii: z.string(),
  unicode: z.string(),
  /** Scripts are mixed, or its letters look like others: it is shown in ASCII and marked. */
  isSuspicious: z.boolean(),
  /** The ASCII name that it looks like, '' for none. */
  resembles: z.string(),
});
export type ForeignDomain = z.infer<typeof foreignDomain>;

/** The ways out of a mailing list (RFC 2369, RFC 8058), best first. */
export const wayOut = z.object({
  /** The bridge may ask by itself: announced by the sender and signed by its domain (security S-42). */
  oneClick: z.boolean(),
  /** Host that the one click or the page belongs to. */
  host: z.string(),
  letter: z.nullable(z.object({ to: z.string(), subject: z.string(), text: z.string() })),
  /** A page to open, http or https only; '' for none. */
  page: z.string(),
});
export type WayOut = z.infer<typeof wayOut>;

/** What a message says about itself, read from its header and structure alone. */
export const says = z.object({
  /** Null when our own server says nothing: then nothing is claimed. */
  verdict: z.nullable(verdict),
  domains: z.array(foreignDomain),
  wayOut: z.nullable(wayOut),
  /** Part with a calendar, '' for none; `isInvitation`: it names a METHOD, so somebody waits for an answer. */
  calendar: z.string(),
  isInvitation: z.boolean(),
  /** Parts with vCards. */
  cards: z.array(z.string()),
  /** What a machine reports on a message of ours (RFC 3464, RFC 8098). */
  report: z.enum(['', 'delivery', 'receipt']),
  /** Who asks for a read receipt; [] for nobody. */
  receiptTo: z.array(mailbox),
});
export type Says = z.infer<typeof says>;
