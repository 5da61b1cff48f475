import * as z from 'zod/mini';
import { choice, weight } from './choice.ts';
import { endpoint } from './endpoint.ts';
import { scanState } from './storage-map.ts';
import { folderPath, nothing, queryFlag } from './values.ts';

const measure = z.object({ used: z.number(), limit: z.number() });
export type Measure = z.infer<typeof measure>;

/** One quota root (RFC 9208) and what it limits: bytes, and the number of messages. */
export const quotaRoot = z.object({
  name: z.string(),
  storage: z.nullable(measure),
  messages: z.nullable(measure),
});
export type QuotaRoot = z.infer<typeof quotaRoot>;

/** What the mailbox weighs, in bytes. */
export const storage = z.object({
  /** Of the tightest quota root; without one the sum of the folders; null when nobody counts. */
  used: z.nullable(z.number()),
  /** Null = the server tells no quota. */
  limit: z.nullable(z.number()),
  /** Bytes in Trash, still counted; null when the server has no STATUS=SIZE (RFC 8438). */
  trash: z.nullable(z.number()),
  /** The tightest limit on the number of messages; null = none. */
  messages: z.nullable(measure),
  /** Every root, when there are several. */
  roots: z.array(quotaRoot),
  /** Bytes used about a month ago, null = not known. */
  lastMonth: z.nullable(z.number()),
});
export type Storage = z.infer<typeof storage>;

export const readStorage = endpoint({
  method: 'GET',
  path: '/api/storage',
  input: nothing,
  output: storage,
});

/** What each folder holds, as the server counts it; `bytes` null = it has no STATUS=SIZE. */
export const weighFolders = endpoint({
  method: 'GET',
  path: '/api/storage/folders',
  input: nothing,
  output: z.object({
    folders: z.array(
      z.object({ folder: folderPath, messages: z.number(), bytes: z.nullable(z.number()) }),
    ),
  }),
});

/** Ways to make room that hardly anybody regrets. */
export const WINS = ['trash', 'junk', 'sent-files', 'newsletters', 'duplicates', 'large'] as const;
export type WinName = (typeof WINS)[number];

/** One of them: the messages of `choice`, `opened` of which were ever opened (\Seen). */
export const win = z.extend(weight, { name: z.enum(WINS), choice, opened: z.number() });
export type Win = z.infer<typeof win>;

/** The best of them by what is known of the mailbox, heaviest first. */
export const readWins = endpoint({
  method: 'GET',
  path: '/api/storage/wins',
  input: nothing,
  output: z.object({ scan: scanState, wins: z.array(win) }),
});

const storageDay = z.object({ day: z.string(), used: z.number() });
export type StorageDay = z.infer<typeof storageDay>;

/** How light a mailbox is. Without a reading of the mailbox all but `days` is zero. */
export const sobriety = z.object({
  scan: scanState,
  /** One a day on which somebody looked, oldest first; `day` as YYYY-MM-DD in UTC, `used` in bytes. */
  days: z.array(storageDay),
  /** Messages kept, in all folders, and their bytes. */
  messages: z.number(),
  bytes: z.number(),
  /** Received in the last 28 days, and in the 28 before them. */
  received: z.number(),
  receivedBefore: z.number(),
  /** Kept from others outside Trash and Junk, older than a week; and how many of them were never opened. */
  old: z.number(),
  unopened: z.number(),
  /** Grams of CO2 that one message is said to cost a year; null = the administrator says nothing of it. */
  gramsPerMailYear: z.nullable(z.number()),
});
export type Sobriety = z.infer<typeof sobriety>;

export const readSobriety = endpoint({
  method: 'GET',
  path: '/api/storage/sobriety',
  input: nothing,
  output: sobriety,
});

/** What a folder holds at this moment, for a question about what cannot be undone. */
export const weighFolder = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/weight',
  /** `below`: with the folders below it. */
  input: z.object({ folder: folderPath, below: z._default(queryFlag, false) }),
  /** `bytes` null = the server has no STATUS=SIZE. */
  output: z.object({ messages: z.number(), bytes: z.nullable(z.number()) }),
});
