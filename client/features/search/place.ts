/** UIDs are below 2^32, so folder and UID fit one exact number. */
const UIDS = 2 ** 32;

/** Where a hit lies. */
export interface Place {
  folder: string;
  uid: number;
}

/**
 * One number for a message of several folders: lists know their rows by number. The folder is its place
 * in the search's own list of folders.
 */
export function toNumber(folders: readonly string[], { folder, uid }: Place): number {
  return folders.indexOf(folder) * UIDS + uid;
}

/** The message behind the number; null for one that is none of this search. */
export function toPlace(folders: readonly string[], number: number): Place | null {
  const folder = folders[Math.floor(number / UIDS)];
  return folder === undefined ? null : { folder, uid: number % UIDS };
}
