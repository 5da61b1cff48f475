import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { folderPath, line, modseq, nothing } from './values.ts';

/** What a folder is for (RFC 6154, and the inbox itself). */
export const specialUse = z.enum([
  'inbox',
  'drafts',
  'sent',
  'archive',
  'junk',
  'trash',
  'all',
  'flagged',
]);
export type SpecialUse = z.infer<typeof specialUse>;

export const folder = z.object({
  path: folderPath,
  /** Last part of the path, for people. */
  name: z.string(),
  /** Path of the folder above, null at the top. */
  parent: z.nullable(z.string()),
  /** Hierarchy delimiter of the server, null when it is flat. */
  delimiter: z.nullable(z.string()),
  specialUse: z.nullable(specialUse),
  subscribed: z.boolean(),
  /** False for a place that only holds other folders (\Noselect, \NonExistent). */
  selectable: z.boolean(),
  total: z.number(),
  unread: z.number(),
  uidNext: z.number(),
  uidValidity: z.string(),
  modseq: modseq,
});
export type Folder = z.infer<typeof folder>;

export const listFolders = endpoint({
  method: 'GET',
  path: '/api/folders',
  input: nothing,
  output: z.object({ folders: z.array(folder) }),
});

export const createFolder = endpoint({
  method: 'POST',
  path: '/api/folders',
  /** `parent` null = at the top of the personal namespace. */
  input: z.object({ parent: z.nullable(folderPath), name: line(250).check(z.minLength(1)) }),
  output: folder,
});

/** Renames, moves under another parent, or (un)subscribes: what is given is changed. */
export const updateFolder = endpoint({
  method: 'PATCH',
  path: '/api/folders/:folder',
  input: z.object({
    folder: folderPath,
    name: z.optional(line(250).check(z.minLength(1))),
    parent: z.optional(z.nullable(folderPath)),
    subscribed: z.optional(z.boolean()),
  }),
  output: folder,
});

/** Deletes the folder, everything below it, and the messages in them. */
export const deleteFolder = endpoint({
  method: 'DELETE',
  path: '/api/folders/:folder',
  input: z.object({ folder: folderPath }),
  output: z.object({ folders: z.number(), messages: z.number() }),
});

/** Expunges every message of a folder. Only what cannot be undone asks first: the client does. */
export const emptyFolder = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/empty',
  input: z.object({ folder: folderPath }),
  output: z.object({ messages: z.number() }),
});
