import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { view } from './messages.ts';
import { folderPath, nothing, uidSet } from './values.ts';

/** How mail leaves: one mbox file a folder (RFC 4155, mboxrd), or zip files with one .eml a message. */
export const EXPORT_FORMATS = ['zip', 'mbox'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Which messages are to be downloaded. `all`: every folder, Trash and Junk too. */
export const exportedWhat = z.union([
  z.object({ kind: z.literal('all') }),
  z.object({
    kind: z.literal('folders'),
    folders: z.array(folderPath).check(z.minLength(1), z.maxLength(1000)),
  }),
  z.object({
    kind: z.literal('messages'),
    folder: folderPath,
    uidValidity: z.optional(z.string().check(z.regex(/^\d{1,20}$/))),
    uids: uidSet,
    view: z.optional(z.object(view)),
  }),
]);
export type ExportedWhat = z.infer<typeof exportedWhat>;

/**
 * One file to download. Its bytes are settled before it is offered: `bytes` is its length, and a download that
 * broke goes on where it was (RFC 9110 section 14).
 */
export const exportPart = z.object({
  /** From 1 on. */
  part: z.number(),
  /** Another one when messages had to leave it: the file of before is no more. */
  version: z.number(),
  name: z.string(),
  messages: z.number(),
  bytes: z.number(),
  /** How many bytes from its beginning on have been sent: all of them = downloaded. */
  sent: z.number(),
});
export type ExportPart = z.infer<typeof exportPart>;

export const mailExport = z.object({
  id: z.uuid(),
  format: z.enum(EXPORT_FORMATS),
  /** Folders that are in it. For a selection: the one folder, and `isSelection`. */
  folders: z.array(z.string()),
  isSelection: z.boolean(),
  state: z.enum(['preparing', 'ready', 'failed']),
  /** How many messages the mail server counted when it began, and how many have been read and measured. */
  planned: z.number(),
  measured: z.number(),
  /** Messages that left the mailbox before they were in a file, and what some of them were called. */
  gone: z.number(),
  goneNames: z.array(z.string()),
  parts: z.array(exportPart),
  /** An error's code, null = none. */
  trouble: z.nullable(z.string()),
  createdAt: z.number(),
  /** Until when it can be downloaded. Epoch milliseconds. */
  until: z.number(),
});
export type MailExport = z.infer<typeof mailExport>;

/** What may be ticked: every folder that holds messages, with its weight. `bytes` null = the server does not tell. */
export const weighExport = endpoint({
  method: 'GET',
  path: '/api/exports/folders',
  input: nothing,
  output: z.object({
    folders: z.array(
      z.object({ folder: folderPath, messages: z.number(), bytes: z.nullable(z.number()) }),
    ),
  }),
});

export const listExports = endpoint({
  method: 'GET',
  path: '/api/exports',
  input: nothing,
  output: z.object({ exports: z.array(mailExport) }),
});

/** Begins to prepare a download and answers at once. How far it is, `export` events tell. */
export const startExport = endpoint({
  method: 'POST',
  path: '/api/exports',
  input: z.object({ what: exportedWhat, format: z.enum(EXPORT_FORMATS) }),
  output: mailExport,
});

/** Stops it and forgets it; the mail itself is not touched. */
export const dropExport = endpoint({
  method: 'DELETE',
  path: '/api/exports/:id',
  input: z.object({ id: z.uuid() }),
  output: nothing,
});

/** Where a file is downloaded from (GET, with Range). */
export function partAddress(id: string, { part, version }: Pick<ExportPart, 'part' | 'version'>) {
  return `/api/exports/${id}/parts/${part}/${version}`;
}
