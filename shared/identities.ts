import * as z from 'zod/mini';
import { addrSpec } from './compose.ts';
import { endpoint } from './endpoint.ts';
import { line, nothing } from './values.ts';

/** Characters of a signature's HTML, its pictures as `data:` among them: 100 KB of them, in base64. */
export const LONGEST_SIGNATURE = 140_000;
export const MOST_IDENTITIES = 50;

const words = z.string().check(
  z.maxLength(10_000),
  z.refine((text) => text.isWellFormed() && !text.includes('\0'), 'characters'),
);

/** What stands below a letter: in HTML for rich letters, in words for plain ones. Both may be empty. */
export const signature = z.object({
  html: z.string().check(
    z.maxLength(LONGEST_SIGNATURE),
    z.refine((text) => text.isWellFormed() && !text.includes('\0'), 'characters'),
  ),
  text: words,
});
export type Signature = z.infer<typeof signature>;

export const identityInput = z.object({
  /** Display name of From. */
  name: line(200),
  /** One that the login may send from, or one of these with `+something`. */
  address: addrSpec,
  /** Where answers go; '' = to the address. */
  replyTo: z.union([z.literal(''), addrSpec]),
  signature,
  /** New letters are from this one. */
  isDefault: z.boolean(),
});

/** Somebody that a person writes as. */
export const identity = z.extend(identityInput, { id: z.string() });
export type Identity = z.infer<typeof identity>;

/** `first` is the one that an account has before it made any. */
const id = z.union([z.uuid(), z.literal('first')]);

/** Never empty: an account without any has the one that its mailbox makes. */
export const listIdentities = endpoint({
  method: 'GET',
  path: '/api/identities',
  input: nothing,
  output: z.object({
    identities: z.array(identity),
    /**
     * Addresses that the login may send from, the main one first. `complete` false: the mail server is
     * not ours, and may take others.
     */
    addresses: z.array(z.string()),
    complete: z.boolean(),
  }),
});
export type Identities = z.infer<typeof listIdentities.output>;

/** Makes or changes one; a default one takes the mark from the others. */
export const writeIdentity = endpoint({
  method: 'PUT',
  path: '/api/identities/:id',
  input: z.extend(identityInput, { id }),
  output: identity,
});

export const deleteIdentity = endpoint({
  method: 'DELETE',
  path: '/api/identities/:id',
  input: z.object({ id }),
  output: nothing,
});
