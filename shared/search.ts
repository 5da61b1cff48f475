import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { messageRow, WINDOW } from './messages.ts';
import { folderPath, line, modseq, uidSet } from './values.ts';

/** Characters of a query text. */
export const LONGEST_QUERY = 1000;

/** A message that was found, and where. */
export const hit = z.extend(messageRow, { folder: folderPath });
export type Hit = z.infer<typeof hit>;

/** The order of hits: newest arrival first; of one second, the later UID of the same folder. */
export function compareHits(
  a: Pick<Hit, 'received' | 'folder' | 'uid'>,
  b: Pick<Hit, 'received' | 'folder' | 'uid'>,
): number {
  if (a.received !== b.received) return b.received - a.received;
  if (a.folder !== b.folder) return a.folder < b.folder ? -1 : 1;
  return b.uid - a.uid;
}

/**
 * What a search tells while it runs, one JSON text a line (`application/x-ndjson`). `begun` comes first
 * and one of `done` and `failed` last.
 */
export const searchEvent = z.discriminatedUnion('type', [
  /** Another search of this account is running: this one begins when that one ends. */
  z.object({ type: z.literal('waiting') }),
  z.object({
    type: z.literal('begun'),
    id: z.string(),
    /** Folders to be searched, in this order. */
    folders: z.array(folderPath),
  }),
  /** The server reads the text of every message of this folder: that takes a while. */
  z.object({
    type: z.literal('reading'),
    folder: folderPath,
    /** How far it says it is. */
    percent: z.nullable(z.number()),
  }),
  z.object({
    type: z.literal('found'),
    folder: folderPath,
    /** How many messages of this folder match. */
    count: z.number(),
    /** Folders that are done for good. */
    answered: z.number(),
    /** Those that belong to the first window as it stands now and were not told before. */
    rows: z.array(hit),
    /** The folder's UIDVALIDITY, '' when it could not be searched. */
    uidValidity: z.string(),
    /** As of this answer: what changes afterwards is told by `messages` events. */
    modseq,
    uidNext: z.number(),
  }),
  z.object({ type: z.literal('done') }),
  /** `reason`: what a refusal is about, '' when it says nothing of it. */
  z.object({ type: z.literal('failed'), code: z.string(), reason: z.string() }),
]);
export type SearchEvent = z.infer<typeof searchEvent>;

/** Begins a search. The answer is a stream of `searchEvent`; whoever closes it ends the search. */
export const startSearch = endpoint({
  method: 'POST',
  path: '/api/searches',
  input: z.object({ q: line(LONGEST_QUERY) }),
  output: searchEvent,
});

/** Rows of what was found so far, newest first. `not-found` when the server has forgotten the search. */
export const readHits = endpoint({
  method: 'GET',
  path: '/api/searches/:id/rows',
  input: z.object({
    id: z.uuid(),
    offset: z._default(z.coerce.number().check(z.int(), z.gte(0)), 0),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), WINDOW),
  }),
  output: z.object({ total: z.number(), offset: z.number(), rows: z.array(hit) }),
});
export type HitWindow = z.infer<typeof readHits.output>;

/** Every hit by its folder, for "select all": exact at this moment. */
export const listHits = endpoint({
  method: 'GET',
  path: '/api/searches/:id/uids',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    total: z.number(),
    folders: z.array(z.object({ folder: folderPath, uids: uidSet })),
  }),
});

/** Says that messages have left a folder, so that places and counts of the hits stay true. */
export const dropHits = endpoint({
  method: 'POST',
  path: '/api/searches/:id/gone',
  input: z.object({ id: z.uuid(), folder: folderPath, uids: uidSet }),
  /** `left`: hits that remain in this folder. */
  output: z.object({ left: z.number() }),
});
