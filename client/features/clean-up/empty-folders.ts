import type { Folder } from '../../../shared/folders.ts';

/** Folders of their owner's own that hold neither messages nor folders. */
export function emptyAmong(folders: readonly Folder[]): Folder[] {
  const parents = new Set(folders.map(({ parent }) => parent));
  return folders.filter(
    ({ path, specialUse, selectable, total }) =>
      !specialUse && selectable && total === 0 && !parents.has(path),
  );
}
