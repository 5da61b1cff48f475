import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath, nothing } from './values.ts';

/**
 * The life of a letter that leaves; each state is recorded before its step. `held`: may be taken back
 * (just written, sent later, or waiting until the server takes it). `sending`: the server has not
 * answered yet. `accepted`: it left, its copy is not in Sent yet. `filed`: the copy is there; marks and
 * draft are not put in order yet. `failed`: nobody got it. `unknown`: no answer after the last byte, so
 * that it is never sent again by itself. `cancelled`: taken back.
 */
export const outboxState = z.enum([
  'held',
  'sending',
  'accepted',
  'filed',
  'done',
  'failed',
  'unknown',
  'cancelled',
]);
export type OutboxState = z.infer<typeof outboxState>;

/** A letter on its way, without its words. Times are epoch milliseconds. */
export const outboxItem = z.object({
  id: z.string(),
  state: outboxState,
  messageId: z.string(),
  subject: z.string(),
  /** The first of its recipients, Bcc among them; `recipients` says how many there are. */
  to: z.array(z.object({ name: z.string(), address: z.string() })),
  recipients: z.number(),
  /** Why it waits. `undo`: for the writer's second thoughts; `later`: for its time; `retry`: for the server. */
  waits: z.nullable(z.enum(['undo', 'later', 'retry'])),
  /** When the next step is due. */
  dueAt: z.nullable(z.number()),
  createdAt: z.number(),
  /** What went wrong last: a code of `shared/errors.ts` and the server's own words. */
  trouble: z.nullable(z.object({ code: z.string(), reason: z.string() })),
  /** Recipients that the server refused while it took the others. */
  refused: z.array(z.object({ address: z.string(), reason: z.string() })),
  /** Folder that holds the copy. */
  savedIn: z.nullable(folderPath),
  /** Whether its writer is still to see it in the outbox. */
  isOpen: z.boolean(),
});
export type OutboxItem = z.infer<typeof outboxItem>;

/** The longest time for second thoughts, in seconds. */
export const MOST_HOLD = 30;
/** How far ahead a letter may be sent later, in milliseconds. */
export const MOST_LATER = 366 * 86_400_000;

/** Letters that have not left, or about which something is to be said. */
export const listOutbox = endpoint({
  method: 'GET',
  path: '/api/outbox',
  input: nothing,
  output: z.object({ items: z.array(outboxItem) }),
});

const one = { id: z.uuid() };

export const readOutbox = endpoint({
  method: 'GET',
  path: '/api/outbox/:id',
  input: z.object(one),
  output: outboxItem,
});

/** Another time for a letter that is held; a time that has come sends it now. */
export const changeOutbox = endpoint({
  method: 'PATCH',
  path: '/api/outbox/:id',
  input: z.object({ ...one, at: z.int().check(z.gte(0)) }),
  output: outboxItem,
});

const settlement = z.enum(['again', 'arrived', 'seen']);
export type Settlement = z.infer<typeof settlement>;

/**
 * The writer's word on a letter: `again` sends one that failed or of which nothing is known, `arrived`
 * files the copy of one that is known to have left, `seen` puts a report away.
 */
export const settleOutbox = endpoint({
  method: 'POST',
  path: '/api/outbox/:id/settlement',
  input: z.object({ ...one, as: settlement }),
  output: outboxItem,
});
