import type { Folder, SpecialUse } from '../../../shared/folders.ts';

/** A folder as a line of the tree. */
export interface Branch {
  folder: Folder;
  depth: number;
  hasChildren: boolean;
}

const order: SpecialUse[] = [
  'inbox',
  'flagged',
  'drafts',
  'sent',
  'archive',
  'all',
  'junk',
  'trash',
];

/**
 * The lines of the tree from top to bottom: folders with a purpose first, then a person's own,
 * each followed by what is below it unless it is collapsed.
 */
export function toBranches(
  folders: Folder[],
  collapsed: ReadonlySet<string>,
): { special: Branch[]; own: Branch[] } {
  const children = byParent(folders);
  const roots = children.get(null) ?? [];
  const known = new Set(folders.map(({ path }) => path));
  // A parent that the server does not list leaves its children at the top.
  const orphans = folders.filter(({ parent }) => parent !== null && !known.has(parent));
  const tops = [...roots, ...orphans];
  const special = tops
    .filter(({ specialUse }) => specialUse)
    .sort((a, b) => order.indexOf(a.specialUse!) - order.indexOf(b.specialUse!));
  const own = tops.filter(({ specialUse }) => !specialUse).sort(byName);
  const unfold = (folder: Folder, depth: number): Branch[] => {
    const below = (children.get(folder.path) ?? []).sort(byName);
    const line = { folder, depth, hasChildren: below.length > 0 };
    if (collapsed.has(folder.path)) return [line];
    return [line, ...below.flatMap((child) => unfold(child, depth + 1))];
  };
  return {
    special: special.flatMap((folder) => unfold(folder, 0)),
    own: own.flatMap((folder) => unfold(folder, 0)),
  };
}

/** The folders below one, at any depth. */
export function descendants(folders: Folder[], path: string): Folder[] {
  const children = folders.filter(({ parent }) => parent === path);
  return children.flatMap((child) => [child, ...descendants(folders, child.path)]);
}

function byParent(folders: Folder[]): Map<string | null, Folder[]> {
  const children = new Map<string | null, Folder[]>();
  for (const folder of folders) {
    const siblings = children.get(folder.parent) ?? [];
    siblings.push(folder);
    children.set(folder.parent, siblings);
  }
  return children;
}

const byName = (a: Folder, b: Folder) => a.name.localeCompare(b.name, undefined, { numeric: true });
