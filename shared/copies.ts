import * as z from 'zod/mini';
import { MARKS } from './choice.ts';
import { endpoint } from './endpoint.ts';
import { reviewRow } from './storage-map.ts';
import { nothing } from './values.ts';

const shown = z.pick(reviewRow, {
  folder: true,
  uid: true,
  size: true,
  received: true,
  from: true,
  subject: true,
});

/** Why a message stays while another one goes. `later`: it came later and holds the whole text. */
export const REASONS = ['marked', 'filed', 'older', 'later'] as const;
export type Reason = (typeof REASONS)[number];

/** A search for superfluous messages. What was found last stays until it is searched anew. */
export const copySearch = z.object({
  kind: z.enum(MARKS),
  state: z.enum(['none', 'running', 'done', 'stopped', 'failed']),
  /** Messages looked into, of `total`. */
  done: z.number(),
  total: z.number(),
  /** When it last came to its end, epoch milliseconds. */
  at: z.nullable(z.number()),
  /** What could go. */
  messages: z.number(),
  bytes: z.number(),
  /** Letters of which one copy is in Sent and one came back: both are kept. */
  alsoSent: z.number(),
  examples: z.array(z.object({ goes: shown, stays: shown, why: z.enum(REASONS) })),
});
export type CopySearch = z.infer<typeof copySearch>;
export type CopyExample = CopySearch['examples'][number];

const one = z.object({ kind: z.enum(MARKS) });

export const readCopySearches = endpoint({
  method: 'GET',
  path: '/api/copies',
  input: nothing,
  output: z.object({ searches: z.array(copySearch) }),
});
/** Begins, or joins a search under way; answers at once. Told by `copies` events. */
export const startCopySearch = endpoint({
  method: 'POST',
  path: '/api/copies/:kind',
  input: one,
  output: copySearch,
});
export const stopCopySearch = endpoint({
  method: 'DELETE',
  path: '/api/copies/:kind',
  input: one,
  output: copySearch,
});
