import * as z from 'zod/mini';
import { folderPath, line, uidSet } from './values.ts';

/** What a file is, for people who look for room. `other` = none of those before it. */
export const FILE_TYPES = [
  'image',
  'video',
  'audio',
  'pdf',
  'document',
  'archive',
  'message',
  'other',
] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** Weights that people tell apart: `under` is the least bytes that are too many for the class. */
export const SIZE_CLASSES = [
  { name: 'tiny', under: 20_000 },
  { name: 'small', under: 100_000 },
  { name: 'medium', under: 1_000_000 },
  { name: 'large', under: 5_000_000 },
  { name: 'huge', under: 20_000_000 },
  { name: 'giant', under: Number.POSITIVE_INFINITY },
] as const;
export type SizeClass = (typeof SIZE_CLASSES)[number]['name'];

/** Why a message may be superfluous: there is another copy of it, or a later one quotes it whole. */
export const MARKS = ['duplicate', 'quoted'] as const;
export type Mark = (typeof MARKS)[number];

/** Messages named one by one. */
const named = z
  .array(
    z.object({
      folder: folderPath,
      uidValidity: z.string().check(z.regex(/^\d{1,20}$/)),
      uids: uidSet,
    }),
  )
  .check(z.maxLength(1000));

const days = z.int().check(z.gte(1), z.lte(36_500));
const bytes = z.int().check(z.gte(1));

/**
 * Which messages are meant: those that all of what is said holds for. Nothing said = every message of every
 * folder but Trash and Junk, which are meant only when they are named. Ages are counted in whole days of 24 hours from the
 * date at which the server received the message (INTERNALDATE, RFC 9051).
 */
export const choice = z.object({
  folders: z.optional(z.array(folderPath).check(z.minLength(1), z.maxLength(1000))),
  /** An address in lower case. */
  sender: z.optional(line(320)),
  /** What follows the @ of the sender's address, in lower case. */
  domain: z.optional(line(255)),
  /** What stands between the brackets of List-Id (RFC 2919), in lower case. */
  list: z.optional(line(320)),
  /** Of the date received, in UTC. */
  year: z.optional(z.int().check(z.gte(1970), z.lte(9999))),
  /** With a file of this type. */
  type: z.optional(z.enum(FILE_TYPES)),
  sizeClass: z.optional(z.enum(SIZE_CLASSES.map(({ name }) => name))),
  /** The whole message weighs at least this. */
  largerThan: z.optional(bytes),
  /** Its files together weigh at least this, as they travel (base64 and all). */
  filesOver: z.optional(bytes),
  olderThan: z.optional(days),
  /** Came with List-Id or List-Unsubscribe. */
  newsletters: z.optional(z.boolean()),
  /** True: never opened (no \Seen). */
  unopened: z.optional(z.boolean()),
  marked: z.optional(z.enum(MARKS)),
  /** Only these. */
  only: z.optional(named),
  /** Not these. */
  but: z.optional(named),
  /** Of what is left, the newest so many stay. */
  keepLatest: z.optional(z.int().check(z.gte(1), z.lte(100_000))),
});
export type Choice = z.infer<typeof choice>;

/** What messages weigh together. Times are epoch milliseconds, null when there are no messages. */
export const weight = z.object({
  messages: z.number(),
  bytes: z.number(),
  oldest: z.nullable(z.number()),
  newest: z.nullable(z.number()),
});
export type Weight = z.infer<typeof weight>;
