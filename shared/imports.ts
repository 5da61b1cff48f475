import * as z from 'zod/mini';
import { folderPath, line, uidSet } from './values.ts';

/** Where the messages of a file go that is brought back. */
export const importTarget = z.union([
  /** Into the folders that the file names; those without a name into `folder`. */
  z.object({ to: z.literal('original'), folder: folderPath }),
  /** The same, below a new folder of this name. */
  z.object({ to: z.literal('new'), name: line(200).check(z.minLength(1)) }),
  /** All into one. */
  z.object({ to: z.literal('folder'), folder: folderPath }),
]);
export type ImportTarget = z.infer<typeof importTarget>;

/** Where a file of messages (`mailFileTypes`) is sent, as it is (POST). `skip`: what is in the folder already stays out. */
export function archiveAddress(target: ImportTarget, skip: boolean): string {
  return `/api/imports?${new URLSearchParams({ ...target, skip: String(skip) })}`;
}

/** What it answers: all is in, or nothing. */
export const importedArchive = z.object({
  count: z.number(),
  /** Left out, being there already. */
  skipped: z.number(),
  /** Where they are; `uids` empty when the mail server does not tell. */
  places: z.array(
    z.object({
      folder: folderPath,
      count: z.number(),
      uids: z.union([uidSet, z.tuple([])]),
    }),
  ),
  /** Folders that were made for it. */
  made: z.array(folderPath),
});
export type ImportedArchive = z.infer<typeof importedArchive>;
