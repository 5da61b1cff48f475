import * as z from 'zod/mini';
import { choice, FILE_TYPES, weight } from './choice.ts';
import { endpoint } from './endpoint.ts';
import { folderPath, nothing, uid } from './values.ts';

/** By what the mailbox is mapped. */
export const MAPS = ['folder', 'sender', 'domain', 'year', 'type', 'size', 'list'] as const;
export type MapBy = (typeof MAPS)[number];

/**
 * How far the reading of the mailbox is. What was read before stays usable while it is read anew.
 * `total` counts messages; `at` = when a reading last came to its end, null = never.
 */
export const scanState = z.object({
  state: z.enum(['none', 'running', 'done', 'stopped', 'failed']),
  done: z.number(),
  total: z.number(),
  at: z.nullable(z.number()),
});
export type ScanState = z.infer<typeof scanState>;

/** One bar. `key` is what a `choice` asks for under the map's name: a path, an address, a year, a class. */
export const mapEntry = z.extend(weight, {
  key: z.string(),
  /** What people call it: a sender's or a list's own name; '' = the key is the name. */
  name: z.string(),
  /** Of its messages, how many were ever opened (\Seen). */
  opened: z.number(),
  /** For lists and senders of newsletters: a message by which one can leave, null = none says how. */
  leave: z.nullable(z.object({ folder: folderPath, uid })),
});
export type MapEntry = z.infer<typeof mapEntry>;

export const storageMap = z.object({
  scan: scanState,
  /** Of every folder that was read, Trash and Junk too. */
  whole: weight,
  /**
   * What a bar holds is what its choice opens: so Trash and Junk are in the map by folder only. Senders, lists and
   * types are known once a message's details are read. Heaviest first, but years: newest first. In the map by type a message counts once for each type it holds, with its files' bytes.
   */
  entries: z.array(mapEntry),
  /** What the entries that are not listed hold together. */
  rest: z.extend(weight, { entries: z.number() }),
});
export type StorageMap = z.infer<typeof storageMap>;

export const readStorageMap = endpoint({
  method: 'GET',
  path: '/api/storage/map/:by',
  input: z.object({
    by: z.enum(MAPS),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1000)), 50),
  }),
  output: storageMap,
});

/** Begins to read the mailbox, or joins a reading under way; answers at once. Told by `storage-scan` events. */
export const startScan = endpoint({
  method: 'POST',
  path: '/api/storage/scan',
  input: nothing,
  output: scanState,
});
export const stopScan = endpoint({
  method: 'DELETE',
  path: '/api/storage/scan',
  input: nothing,
  output: scanState,
});

/** One message, as far as the question "may it go?" needs it. */
export const reviewRow = z.object({
  folder: folderPath,
  uidValidity: z.string(),
  uid,
  /** Bytes of the whole message. */
  size: z.number(),
  /** Epoch milliseconds. */
  received: z.number(),
  from: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  seen: z.boolean(),
  starred: z.boolean(),
  answered: z.boolean(),
  files: z.array(z.object({ type: z.enum(FILE_TYPES), bytes: z.number() })),
});
export type ReviewRow = z.infer<typeof reviewRow>;

/** The messages behind a bar or a tool, counted on the server at this moment. */
export const reviewMessages = endpoint({
  method: 'POST',
  path: '/api/storage/review',
  input: z.object({
    choice,
    order: z._default(z.enum(['size', 'oldest', 'newest']), 'size'),
    offset: z._default(z.int().check(z.gte(0), z.lte(1_000_000)), 0),
    limit: z._default(z.int().check(z.gte(1), z.lte(200)), 50),
  }),
  output: z.extend(weight, { rows: z.array(reviewRow) }),
});
