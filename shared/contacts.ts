import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath, line, nothing } from './values.ts';

const words = (maximum: number) => line(maximum);

/** Somebody, as a card or a form describes them. Every field is plain text (security S-11). */
export const contactInput = z.object({
  name: words(200),
  organization: words(200),
  emails: z.array(words(320)).check(z.maxLength(20)),
  phones: z.array(words(100)).check(z.maxLength(20)),
});
export type ContactInput = z.infer<typeof contactInput>;

/** Somebody in the account's own address book. Times in epoch milliseconds. */
export const contact = z.extend(contactInput, {
  id: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Contact = z.infer<typeof contact>;

/** Everybody in the address book, by name. */
export const listContacts = endpoint({
  method: 'GET',
  path: '/api/contacts',
  input: nothing,
  output: z.object({ contacts: z.array(contact) }),
});

/** Adds somebody, who has a name or an address. */
export const addContact = endpoint({
  method: 'POST',
  path: '/api/contacts',
  input: contactInput.check(
    z.refine(({ name, emails }) => name.trim() !== '' || emails.length > 0, 'name or address'),
  ),
  output: contact,
});

export const deleteContact = endpoint({
  method: 'DELETE',
  path: '/api/contacts/:id',
  input: z.object({ id: z.uuid() }),
  output: nothing,
});

/** The people in a vCard that came with a message. */
export const readCards = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid/cards/:part',
  input: z.object({
    folder: folderPath,
    uid: z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295)),
    part: z.string().check(z.regex(/^[1-9]\d{0,5}(\.[1-9]\d{0,5}){0,50}$/)),
  }),
  /** `count`: how many there are; at most some of them are told. */
  output: z.object({ cards: z.array(contactInput), count: z.number() }),
});
