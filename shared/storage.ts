import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath, nothing, queryFlag } from './values.ts';

/** What the mailbox weighs, in bytes. `limit` null = the server tells no quota (RFC 9208). */
export const storage = z.object({
  used: z.nullable(z.number()),
  limit: z.nullable(z.number()),
  /** Bytes in Trash, still counted; null when the server has no STATUS=SIZE. */
  trash: z.nullable(z.number()),
});
export type Storage = z.infer<typeof storage>;

export const readStorage = endpoint({
  method: 'GET',
  path: '/api/storage',
  input: nothing,
  output: storage,
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
