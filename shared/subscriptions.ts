import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath } from './values.ts';

/** How a mailing list was left: by the bridge's one click, by a letter, or on the list's own page. */
export const leavingWay = z.enum(['one-click', 'letter', 'page']);
export type LeavingWay = z.infer<typeof leavingWay>;

const place = {
  folder: folderPath,
  uid: z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295)),
};

/** Null while the account never left this list. `at` in epoch milliseconds. */
const subscription = z.object({
  left: z.nullable(z.object({ way: leavingWay, at: z.number() })),
});

/** Whether the list that a message belongs to was left before. */
export const readSubscription = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid/subscription',
  input: z.object(place),
  output: subscription,
});

/** Leaves the list. One click asks the list at once; the other ways are the reader's, and remembered. */
export const leaveList = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/messages/:uid/subscription',
  input: z.object({ ...place, way: leavingWay }),
  output: subscription,
});
