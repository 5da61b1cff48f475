import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { attachment, message } from './messages.ts';
import { folderPath, uid, uidSet } from './values.ts';

/** An IMAP section: where a part stands in its message ("2.1"). */
export const section = z.string().check(z.regex(/^[1-9]\d{0,5}(\.[1-9]\d{0,5}){0,50}$/));

const messagePlace = {
  folder: folderPath,
  uid: z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295)),
};

/** Address of all files of a message as one zip. */
export function zipAddress(folder: string, messageUid: number): string {
  return `/api/folders/${encodeURIComponent(folder)}/messages/${messageUid}/attachments.zip`;
}

/** A file of text in its own charset, as far as anyone reads it on a screen. */
export const readFileText = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid/texts/:part',
  input: z.object({ ...messagePlace, part: section }),
  output: z.object({ content: z.string(), truncated: z.boolean() }),
});

/** A message that is attached to a message. Its parts bear their numbers in the outer one. */
export const nestedMessage = z.pick(message, {
  from: true,
  to: true,
  cc: true,
  subject: true,
  bodies: true,
  plainAlternative: true,
});
export const readNested = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid/nested/:part',
  input: z.object({ ...messagePlace, part: section }),
  output: z.extend(nestedMessage, {
    /** null = it says none that can be read. */
    date: z.nullable(z.number()),
    attachments: z.array(attachment),
  }),
});
export type NestedMessage = z.infer<typeof readNested.output>;

/**
 * Takes files out of a message, and leaves a note of each in their place. The answer says where the lighter
 * message and the original are now, so that Undo can put one in the place of the other.
 */
export const lightenMessage = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/messages/:uid/lighten',
  input: z.object({
    ...messagePlace,
    uidValidity: z.optional(z.string().check(z.regex(/^\d{1,20}$/))),
    parts: z.array(section).check(z.minLength(1), z.maxLength(100)),
    /** Of the words in the note. */
    language: z.enum(['en', 'fr']),
  }),
  output: z.object({
    uid,
    /** Bytes that the folder holds less. */
    freed: z.number(),
    /** Where the original is; null when the mail server does not tell. */
    original: z.nullable(z.object({ folder: folderPath, uid })),
  }),
});

/** Files that hold messages, by ending, and the types under which they are sent to the bridge. */
export const mailFileTypes = {
  eml: 'message/rfc822',
  mbox: 'application/mbox',
  zip: 'application/zip',
} as const;

/** A larger file is refused: it would keep a mailbox busy for hours. In bytes. */
export const MOST_IMPORTED = 1_000_000_000;

/** Where a file of messages is sent, as it is (POST): they become messages of the folder, all or none. */
export function importAddress(folder: string): string {
  return `/api/folders/${encodeURIComponent(folder)}/import`;
}

/** What an import answers. */
export const imported = z.object({
  count: z.number(),
  /** Empty when the mail server does not tell: then there is no Undo. */
  uids: z.union([uidSet, z.tuple([])]),
});
export type Imported = z.infer<typeof imported>;
