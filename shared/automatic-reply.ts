import * as z from 'zod/mini';
import { addrSpec } from './compose.ts';
import { endpoint } from './endpoint.ts';
import { line, nothing } from './values.ts';

export const MOST_ABSENCES = 20;
export const LONGEST_MESSAGE = 10_000;
export const MOST_DAYS = 30;
/** Stands in the subject for that of the message which is answered. */
export const ORIGINAL_SUBJECT = '{{subject}}';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Plain text of several lines. A line ends with LF. */
const words = z.string().check(
  z.maxLength(LONGEST_MESSAGE),
  z.overwrite((text) => text.replace(/\r\n?/g, '\n')),
  z.refine((text) => !CONTROL.test(text) && text.isWellFormed(), 'control characters'),
);

/** A moment in epoch milliseconds (UTC), of whole minutes, that ISO 8601 writes with four digits of the year. */
const minute = z.int().check(z.gte(0), z.lt(253_402_300_800_000), z.multipleOf(60_000));

/** A time in which mail is answered by itself. */
export const absence = z.object({
  /** Of the page's making; stays the same while the absence is planned. */
  id: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  /** null = already; `end` null = until it is turned off. The end's minute does not belong to it. */
  start: z.nullable(minute),
  end: z.nullable(minute),
  /** With `{{subject}}` for that of the message which is answered; '' = the mail server's own. */
  subject: line(500),
  message: words,
  /** The same in another language, below the message; '' = none. */
  second: words,
  /** The same sender is answered again after so many days. */
  days: z.int().check(z.gte(1), z.lte(MOST_DAYS)),
  /** Own addresses whose mail is not answered. All others are: those that come later, too. */
  except: z.array(addrSpec).check(z.maxLength(200)),
  who: z.enum(['everyone', 'contacts']),
  /** After it was over, the person saw what came in meanwhile. */
  told: z._default(z.boolean(), false),
});
export type Absence = z.infer<typeof absence>;

const plan = {
  /** Off: nothing is answered, and what was planned is kept. */
  enabled: z.boolean(),
  /** Of two that hold at once, the first answers the mail of its addresses. */
  absences: z.array(absence).check(z.maxLength(MOST_ABSENCES)),
};

export const automaticReply = z.object(plan);
export type AutomaticReply = z.infer<typeof automaticReply>;

/** What the page shows. */
export const replyPage = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ready'),
    ...plan,
    /** Changes with every change of the reply, by whomever: a write names the one it was made from. */
    version: z.string(),
    /** All own addresses, the main one first. */
    addresses: z.array(z.string()),
    /** The mail server is not ours: the person may have addresses that we do not know. */
    complete: z.boolean(),
    /** So many addresses stand in the address book. */
    contacts: z.number(),
    /** What the server's Sieve can do beyond `vacation`. */
    can: z.object({ dates: z.boolean(), subject: z.boolean() }),
    /**
     * A reply that another program wrote into the person's own script. `held`: it is what `absences`
     * shows, and a write takes it over; else it stays there as it is, and ours cannot be turned on.
     */
    elsewhere: z.nullable(z.object({ script: z.string(), held: z.boolean() })),
  }),
  /** No answer from the server that keeps the scripts. */
  z.object({ state: z.literal('down') }),
  /** It does not know `vacation` (RFC 5230). */
  z.object({ state: z.literal('unable') }),
]);
export type ReplyPage = z.infer<typeof replyPage>;
export type ReadyReply = Extract<ReplyPage, { state: 'ready' }>;

/** Brings the addresses of the script up to date on the way, when there are others than when it was written. */
export const readReply = endpoint({
  method: 'GET',
  path: '/api/automatic-reply',
  input: nothing,
  output: replyPage,
});

/**
 * Refusals: `script-changed` when `version` is not the one on the server, `reply-elsewhere` when another
 * reply stands in the person's own script and cannot be taken over, `sieve-extension`, `sieve-down`.
 */
export const writeReply = endpoint({
  method: 'PUT',
  path: '/api/automatic-reply',
  input: z.object({ version: z.string(), ...plan }),
  output: replyPage,
});

/** Ends the absences of this moment. What is planned for later stays planned. */
export const endReply = endpoint({
  method: 'POST',
  path: '/api/automatic-reply/end',
  input: nothing,
  output: replyPage,
});

/** Who wrote during an absence, as the messages that are there now tell. */
export const summarizeReply = endpoint({
  method: 'GET',
  path: '/api/automatic-reply/:id/summary',
  input: z.object({ id: absence.shape.id }),
  output: z.object({
    /** Messages from people, lists and machines left out, and how many people that is. */
    messages: z.number(),
    people: z.number(),
    /** Of these people, those whose mail meets what the reply asked for. */
    answered: z.number(),
    /** Those who wrote most, at most five. */
    names: z.array(z.string()),
    /** There were more messages than are looked at. */
    more: z.boolean(),
  }),
});
export type ReplySummary = z.infer<typeof summarizeReply.output>;

/** The summary was seen. */
export const closeSummary = endpoint({
  method: 'POST',
  path: '/api/automatic-reply/:id/told',
  input: z.object({ id: absence.shape.id }),
  output: replyPage,
});

/** True when the absence holds at this moment (epoch milliseconds). */
export const holdsAt = ({ start, end }: Pick<Absence, 'start' | 'end'>, now: number) =>
  (start === null || start <= now) && (end === null || now < end);

export const isOver = ({ end }: Pick<Absence, 'end'>, now: number) => end !== null && end <= now;
