import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath, line, uid } from './values.ts';

const partNumber = z.string().check(z.regex(/^[1-9]\d{0,5}(\.[1-9]\d{0,5}){0,50}$/));

/** What a guest says (RFC 5545 PARTSTAT). */
export const guestAnswer = z.enum([
  'needs-action',
  'accepted',
  'tentative',
  'declined',
  'delegated',
]);

/** What can be answered with a click. */
export const answer = z.enum(['accepted', 'tentative', 'declined']);
export type Answer = z.infer<typeof answer>;

/**
 * A moment of a calendar: "2026-12-01T18:00:00.000Z" (an instant), "2026-12-01T19:00:00" (wherever the
 * reader is) or "2026-12-01" (a day).
 */
const moment = z.string();

const guest = z.object({ name: z.string(), address: z.string(), answer: guestAnswer });
export type Guest = z.infer<typeof guest>;

/** How an event repeats, as far as it can be said in a few words. */
export const repetition = z.object({
  every: z.enum(['day', 'week', 'month', 'year', 'other']),
  interval: z.number(),
  /** Weekdays, 0 = Sunday. */
  days: z.array(z.number()),
  until: z.nullable(moment),
  count: z.nullable(z.number()),
  /** The next time from now on, when it can be reckoned; null when it is over or cannot. */
  next: z.nullable(moment),
});
export type Repetition = z.infer<typeof repetition>;

/** What changed against the version that was seen before. */
const change = z.enum(['title', 'time', 'place']);

/** What a calendar may be about (RFC 5546 section 1.4). */
export const METHODS = [
  'publish',
  'request',
  'reply',
  'add',
  'cancel',
  'refresh',
  'counter',
  'declinecounter',
] as const;

/** A calendar that came with a message (RFC 5546), every field plain text (security S-11). */
export const invitation = z.object({
  /** '' for none that is known. */
  method: z.enum([...METHODS, '']),
  title: z.string(),
  place: z.string(),
  notes: z.string(),
  start: z.nullable(moment),
  /** The end, for days the last one; null when only the start is known. */
  end: z.nullable(moment),
  /** IANA zone that the organiser wrote the time in, '' for none. */
  zone: z.string(),
  repetition: z.nullable(repetition),
  /** One occurrence of a repeated event is meant. */
  isOneOfMany: z.boolean(),
  organizer: z.nullable(z.object({ name: z.string(), address: z.string() })),
  /** False when the message comes from somebody else than the organiser it names. */
  isFromOrganizer: z.boolean(),
  guests: z.array(guest),
  guestCount: z.number(),
  /** The reader's address among the guests, or the one an answer would come from. */
  me: z.string(),
  isInvited: z.boolean(),
  /** The reader's last answer; `isAnswerOld` when the event changed since. */
  answer: z.nullable(answer),
  isAnswerOld: z.boolean(),
  /** The event is cancelled by this message, or was by one that was seen later. */
  isCancelled: z.boolean(),
  /** A newer version was seen: this one does not hold any more. */
  isOutdated: z.boolean(),
  changes: z.array(change),
});
export type Invitation = z.infer<typeof invitation>;

const place = {
  folder: folderPath,
  uid: z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295)),
  part: partNumber,
};

/** The calendar in one part of a message; null when it holds nothing that can be read. */
export const readInvitation = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid/calendars/:part',
  input: z.object(place),
  output: z.object({ invitation: z.nullable(invitation) }),
});

/** Answers the organiser. `subject` and `text` are the words for people, in the reader's language. */
export const answerInvitation = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/messages/:uid/calendars/:part/answer',
  input: z.object({
    folder: folderPath,
    uid: z.pipe(z.coerce.number(), uid),
    part: partNumber,
    /** Made by the page for each click: asked twice, it is sent once. */
    id: z.uuid(),
    answer,
    subject: line(1000),
    text: z.string().check(z.maxLength(5000)),
  }),
  output: z.object({ answer, to: z.string() }),
});

/** Address of the calendar as a file to keep: GET, always a download. */
export function calendarAddress(folder: string, messageUid: number, part: string): string {
  return `/api/folders/${encodeURIComponent(folder)}/messages/${messageUid}/calendars/${part}/file`;
}
