import * as z from 'zod/mini';
import { letter, recipient } from './compose.ts';
import { endpoint } from './endpoint.ts';
import { folderPath, line, uid } from './values.ts';

/**
 * One state of a letter in Drafts. Ours is a UUID that the writer makes for each save; a message of another
 * program is its own version, named `UIDVALIDITY:UID`, since messages never change.
 */
const version = z
  .string()
  .check(z.regex(/^([\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|\d{1,20}:\d{1,10})$/));

/** Where a message of Drafts is. */
export const draftPlace = z.object({ folder: folderPath, uid, uidValidity: z.string() });
export type DraftPlace = z.infer<typeof draftPlace>;

/** Somebody as typed so far: "bruno at home" is kept as well, though nothing can be sent there. */
const unfinished = z.object({ name: line(1000), address: line(1000) });
const people = z.array(unfinished).check(z.maxLength(500));

/** A letter that is not finished. */
export const draftLetter = z.extend(letter, { to: people, cc: people, bcc: people });
export type DraftLetter = z.input<typeof draftLetter>;

/** A file of a draft, at its place in the message that Drafts holds. */
const draftFile = z.object({
  kind: z.literal('part'),
  ...draftPlace.shape,
  part: z.string(),
  name: z.string(),
  contentId: z.nullable(z.string()),
  size: z.number(),
  type: z.string(),
});
export type StoredFile = z.infer<typeof draftFile>;

/** A letter as Drafts holds it. */
export const storedDraft = z.object({
  id: z.uuid(),
  /** null = the message is not in Drafts (a draft in Trash): saved, it becomes a new one. */
  version: z.nullable(version),
  place: draftPlace,
  /** When its words were last changed, epoch milliseconds. */
  changedAt: z.number(),
  from: z.nullable(recipient),
  replyTo: z.array(recipient),
  to: people,
  cc: people,
  bcc: people,
  subject: z.string(),
  text: z.string(),
  html: z.nullable(z.string()),
  inReplyTo: z.optional(z.string()),
  references: z.array(z.string()),
  priority: z.enum(['high', 'normal', 'low']),
  wantsReceipt: z.boolean(),
  source: z.nullable(z.object({ folder: folderPath, uid, act: z.enum(['reply', 'forward']) })),
  files: z.array(draftFile),
});
export type StoredDraft = z.infer<typeof storedDraft>;

const MOST_TRIED = 500;

/**
 * Puts a letter into Drafts, in place of what was there: the old message goes when the new one is confirmed.
 * `base` is the version that this one continues, as the server confirmed it; `tried` are saves since then
 * whose answer never came.
 *
 * Refused with `draft-changed` when something else is there now (`details.draft` is a StoredDraft), with
 * `draft-gone` when the base is not there any more, and with `signed-out` when somebody else than `account` is signed in.
 */
export const saveDraft = endpoint({
  method: 'PUT',
  path: '/api/drafts/:id',
  input: z.extend(draftLetter, {
    account: line(320),
    version,
    base: z.nullable(version),
    tried: z._default(z.array(version).check(z.maxLength(MOST_TRIED)), []),
    changedAt: z.int().check(z.gte(0)),
    /** The letter that this one was parted from, when both were written at once. */
    copyOf: z._default(z.nullable(z.uuid()), null),
  }),
  output: z.object({
    version,
    place: draftPlace,
    /** The letter's files in the new message, in the order they were given. */
    files: z.array(draftFile),
  }),
});
export type SavedDraft = z.infer<typeof saveDraft.output>;

/** The letter of that id, as Drafts holds it now. */
export const readDraft = endpoint({
  method: 'GET',
  path: '/api/drafts/:id',
  input: z.object({ id: z.uuid() }),
  output: storedDraft,
});

/** Looks whether Drafts holds a letter of that id. */
export const findDraft = endpoint({
  method: 'GET',
  path: '/api/drafts',
  input: z.object({ id: z.uuid() }),
  output: z.object({ draft: z.nullable(storedDraft) }),
});

/** A message as a letter to go on with, whichever program wrote it. */
export const openDraft = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid/draft',
  input: z.object({
    folder: folderPath,
    uid: z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295)),
  }),
  output: storedDraft,
});

/** Moves a draft to Trash. Nothing there is no error: it is as was wished. */
export const discardDraft = endpoint({
  method: 'POST',
  path: '/api/drafts/:id/discard',
  input: z.object({ id: z.uuid(), base: z.nullable(version) }),
  /** Where it is now; null = there was none, or the server does not tell. */
  output: z.object({ place: z.nullable(draftPlace) }),
});

/** Takes a discarded draft back out of Trash. `not-found` when it is not there any more. */
export const restoreDraft = endpoint({
  method: 'POST',
  path: '/api/drafts/:id/restore',
  input: z.object({ id: z.uuid(), place: z.nullable(draftPlace) }),
  output: storedDraft,
});
