import * as z from 'zod/mini';
import { addrSpec } from './compose.ts';
import { endpoint } from './endpoint.ts';
import { line, nothing } from './values.ts';

/** Somebody to write to. `name` and `address` are plain text from messages and cards (security S-11). */
export const person = z.object({
  name: z.string(),
  address: z.string(),
  /** Somebody who is in the address book, a group there, or known from letters: these may be forgotten. */
  source: z.enum(['contact', 'group', 'letters']),
  /** Those of a group whose name this is. */
  members: z.optional(z.array(z.object({ name: z.string(), address: z.string() }))),
});
export type Person = z.infer<typeof person>;

/** People whose name or address has a word that begins like this, or has it inside; the likeliest first. */
export const findPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  input: z.object({ q: z._default(line(200), '') }),
  output: z.object({ people: z.array(person) }),
});

/** Somebody known from letters is not suggested any more, until the next letter. */
export const forgetPerson = endpoint({
  method: 'DELETE',
  path: '/api/people/:address',
  input: z.object({ address: line(320) }),
  output: nothing,
});

/** Which of these addresses nobody wrote to before, and the known domain that such a one may have meant. */
export const checkPeople = endpoint({
  method: 'POST',
  path: '/api/people/check',
  input: z.object({ addresses: z.array(addrSpec).check(z.maxLength(1500)) }),
  output: z.object({
    strangers: z.array(z.object({ address: z.string(), resembles: z.string() })),
  }),
});
