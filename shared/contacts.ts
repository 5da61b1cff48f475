import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath, line, nothing } from './values.ts';

/** Base64 of a picture of 60 kB, with its head. */
export const LONGEST_PHOTO = 82_000;
/** Characters of the vCard that somebody came in. */
export const LONGEST_CARD = 200_000;
/** People that one request may bring. */
export const MOST_IMPORTED_AT_ONCE = 500;
const MOST_LINES = 100;
const MOST_PEOPLE = 20_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const paragraphs = (maximum: number) =>
  z.string().check(
    z.maxLength(maximum),
    z.refine((text) => !CONTROL.test(text) && text.isWellFormed(), 'control characters'),
  );

/** An address or a telephone number. `label`: home, work, mobile, fax, other, none, or a word of one's own. */
export const labelled = z.object({ value: line(320), label: line(60) });
export type Labelled = z.infer<typeof labelled>;

/** What is known of somebody. Every field is plain text (security S-11). */
export const person = z.object({
  name: line(200),
  organization: line(200),
  /** The preferred one first; so with telephones. */
  emails: z.array(labelled).check(z.maxLength(MOST_LINES)),
  phones: z.array(labelled).check(z.maxLength(MOST_LINES)),
  /** `1985-04-12`, `--04-12` where nobody tells the year, or nothing. */
  birthday: z.string().check(z.regex(/^((\d{4}|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$/)),
  notes: paragraphs(50_000),
  /** Names of the groups: a group is there as long as somebody is in it. */
  groups: z.array(line(100).check(z.minLength(1))).check(z.maxLength(MOST_LINES)),
});
export type Person = z.infer<typeof person>;

/** A picture as a data: URL: of kinds that every browser draws and that hold no script. */
export const photo = z
  .string()
  .check(
    z.maxLength(LONGEST_PHOTO),
    z.regex(/^data:image\/(jpeg|png|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/),
  );

/** Somebody with all that a file or another program knows of them. */
export const wholePerson = z.extend(person, {
  photo: z._default(z.nullable(photo), null),
  /** The vCard they came in, unfolded and without its picture: what we do not understand goes out again. */
  card: z._default(z.string().check(z.maxLength(LONGEST_CARD)), ''),
  /** The name of the card among all programs (RFC 6350 section 6.7.6); empty = none yet. */
  uid: z._default(line(255), ''),
});
export type WholePerson = z.infer<typeof wholePerson>;

export const nobody: WholePerson = {
  name: '',
  organization: '',
  emails: [],
  phones: [],
  birthday: '',
  notes: '',
  groups: [],
  photo: null,
  card: '',
  uid: '',
};

const times = { createdAt: z.number(), updatedAt: z.number() };

/** Somebody as a list shows them. Times in epoch milliseconds. */
export const contact = z.object({
  id: z.string(),
  name: z.string(),
  organization: z.string(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  groups: z.array(z.string()),
  /** Names the picture's bytes; null = there is none. */
  photo: z.nullable(z.string()),
  /** Only written to so far: kept apart from those whom one added. */
  collected: z.boolean(),
  ...times,
});
export type Contact = z.infer<typeof contact>;

/** All of somebody, without the picture's bytes. */
export const fullContact = z.extend(person, {
  id: z.string(),
  photo: z.nullable(z.string()),
  card: z.string(),
  uid: z.string(),
  collected: z.boolean(),
  ...times,
});
export type FullContact = z.infer<typeof fullContact>;

/** Whether an address book elsewhere has the same people. `at`: when that was last so. */
export const bookState = z.object({
  state: z.enum(['none', 'waiting', 'same', 'refused', 'down', 'missing']),
  at: z.nullable(z.number()),
});
export type BookState = z.infer<typeof bookState>;

/** Everybody in the address book, by name. */
export const listContacts = endpoint({
  method: 'GET',
  path: '/api/contacts',
  input: nothing,
  output: z.object({ contacts: z.array(contact), book: bookState }),
});

const oneContact = z.object({ id: z.uuid() });
const someContacts = z.object({
  ids: z.array(z.uuid()).check(z.minLength(1), z.maxLength(MOST_PEOPLE)),
});
/** `change` takes it back (`undoChange`). */
const changed = z.object({ change: z.uuid() });

const isSomebody = ({ name, emails, organization, phones }: Person) =>
  name.trim() !== '' || emails.length + phones.length > 0 || organization.trim() !== '';

export const readContact = endpoint({
  method: 'GET',
  path: '/api/contacts/:id',
  input: oneContact,
  output: fullContact,
});

/** Adds somebody, who has a name, an organisation, an address or a telephone. */
export const addContact = endpoint({
  method: 'POST',
  path: '/api/contacts',
  input: wholePerson.check(z.refine(isSomebody, 'name or address')),
  output: z.extend(changed, { contact }),
});

/** Writes the fields anew. `photo` left out: it stays. Somebody collected is one's own from then on. */
export const updateContact = endpoint({
  method: 'PUT',
  path: '/api/contacts/:id',
  input: z
    .extend(person, { id: z.uuid(), photo: z.optional(z.nullable(photo)) })
    .check(z.refine(isSomebody, 'name or address')),
  output: z.extend(changed, { contact }),
});

/** Nobody is left out in silence: a foreign or missing id refuses all of them. */
export const deleteContacts = endpoint({
  method: 'POST',
  path: '/api/contacts/deletions',
  input: someContacts,
  output: changed,
});

/** One out of several, who has everything that each had. The first one stays. */
export const mergeContacts = endpoint({
  method: 'POST',
  path: '/api/contacts/merges',
  input: z.object({ ids: z.array(z.uuid()).check(z.minLength(2), z.maxLength(50)) }),
  output: z.extend(changed, { contact }),
});

const groupName = line(100).check(z.minLength(1));

/** Puts people into groups and takes them out; a group gets another name by both at once. */
export const changeGroups = endpoint({
  method: 'POST',
  path: '/api/contacts/memberships',
  input: z.extend(someContacts, {
    add: z.array(groupName).check(z.maxLength(20)),
    remove: z.array(groupName).check(z.maxLength(20)),
  }),
  output: changed,
});

/** Those who were only collected become contacts like others. */
export const keepContacts = endpoint({
  method: 'POST',
  path: '/api/contacts/keepings',
  input: someContacts,
  output: changed,
});

/**
 * Brings people in, a few at a time. All requests of one import bear the same `change`, and are taken back as
 * one. `into`: who is completed by this one; null = somebody new.
 */
export const importContacts = endpoint({
  method: 'POST',
  path: '/api/contacts/imports',
  input: z.object({
    change: z.uuid(),
    people: z
      .array(z.object({ person: wholePerson, into: z.nullable(z.uuid()) }))
      .check(z.minLength(1), z.maxLength(MOST_IMPORTED_AT_ONCE)),
    /** The other pages are told once, at the end. */
    isLast: z.boolean(),
  }),
  output: z.object({ added: z.number(), completed: z.number() }),
});

/** Takes a change back; people whom something else has changed since stay as they are. */
export const undoChange = endpoint({
  method: 'DELETE',
  path: '/api/contacts/changes/:change',
  input: z.object({ change: z.uuid() }),
  output: z.object({ count: z.number() }),
});

/** People with everything, pictures too, in pieces. `ids` null: all but the collected ones. */
export const exportContacts = endpoint({
  method: 'POST',
  path: '/api/contacts/exports',
  input: z.object({ ids: z.nullable(z.array(z.uuid()).check(z.maxLength(MOST_PEOPLE))) }),
  output: z.object({ people: z.array(wholePerson) }),
});

/** Meets the address book elsewhere now, and answers when that is done. */
export const syncContacts = endpoint({
  method: 'POST',
  path: '/api/contacts/sync',
  input: nothing,
  output: bookState,
});

/** Address of somebody's picture; `version` makes a new picture another address. */
export const photoAddress = (id: string, version: string) =>
  `/api/contacts/${id}/photo?v=${version}`;

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
  output: z.object({ cards: z.array(wholePerson), count: z.number() }),
});
