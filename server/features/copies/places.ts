import type { Folder } from '../../../shared/folders.ts';
import type { Fact, FolderFacts } from '../storage/facts.ts';
import type { Inventory } from '../storage/inventory.ts';

/** Folders whose messages are on their way out, or in, or shown from elsewhere. */
const APART = new Set(['trash', 'junk', 'drafts', 'all', 'flagged']);

/** A message as far as a search compares it. */
export interface Known
  extends Pick<Fact, 'uid' | 'size' | 'received' | 'starred' | 'answered' | 'from'> {
  folder: string;
  uidValidity: string;
  id: string;
}

export const keyOf = ({ folder, uid }: { folder: string; uid: number }) => `${uid} ${folder}`;

/** What is known of the folders in which people keep mail, in pieces. */
export function keptPieces(
  inventory: Pick<Inventory, 'pieces'>,
  account: string,
  folders: Folder[],
): AsyncIterable<FolderFacts> {
  const paths = folders
    .filter(({ specialUse, selectable }) => selectable && !APART.has(specialUse ?? ''))
    .map(({ path }) => path);
  return inventory.pieces(account, paths);
}

/** A fact without what is not compared. */
export function knownOf(place: FolderFacts, fact: Fact & { id: string }): Known {
  const { folder, uidValidity } = place;
  const { uid, size, received, starred, answered, from, id } = fact;
  return { folder, uidValidity, uid, size, received, starred, answered, from, id };
}
