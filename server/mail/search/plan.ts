import type { Folder } from '../../../shared/folders.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { foldersIn, foldersNamed } from '../../../shared/search/folders.ts';
import type { Clause, Query } from '../../../shared/search/terms.ts';

/** One folder to search, and what is asked of it: without conditions on the folder itself. */
export interface FolderQuery {
  path: string;
  total: number;
  query: Query;
}

/**
 * Which folders are searched, inbox first. Junk and Trash only when the query asks for them; virtual
 * folders (\All, \Flagged) too, since they show what others hold.
 *
 * @throws Refusal `search-folder-unknown` for a name that is no folder's.
 */
export function planSearch(query: Query, folders: Folder[]): FolderQuery[] {
  const { all, wanted } = foldersIn(query);
  const named = new Map(all.map((name) => [name, pathsNamed(folders, name)]));
  const asked = new Set(wanted.flatMap((name) => [...(named.get(name) ?? [])]));
  const clauses = joinFolders(query);
  return folders
    .filter(({ selectable, total }) => selectable && total > 0)
    .filter(({ path, specialUse }) => asked.has(path) || !isAside(specialUse))
    .flatMap(({ path, total }) => {
      const rest = forFolder(clauses, (name) => named.get(name)?.has(path) ?? false);
      return rest ? [{ path, total, query: rest }] : [];
    })
    .sort((a, b) => Number(b.path === 'INBOX') - Number(a.path === 'INBOX'));
}

const isAside = (use: Folder['specialUse']) =>
  use === 'junk' || use === 'trash' || use === 'all' || use === 'flagged';

function pathsNamed(folders: Folder[], name: string): Set<string> {
  const found = foldersNamed(folders, name);
  if (!found.length)
    throw new Refusal('search-folder-unknown', 'There is no such folder.', { reason: name });
  return new Set(found.map(({ path }) => path));
}

/** "in:a in:b" cannot mean a message that is in both: it means either. */
function joinFolders(query: Query): Query {
  const isPlace = (clause: Clause) => clause.every(({ not, term }) => !not && term.kind === 'in');
  const places = query.filter(isPlace).flat();
  const others = query.filter((clause) => !isPlace(clause));
  return places.length ? [places, ...others] : others;
}

/** The query for one folder, where conditions on folders are decided; null when nothing can match. */
function forFolder(query: Query, isIn: (name: string) => boolean): Query | null {
  const rest: Query = [];
  for (const clause of query) {
    const open: Clause = [];
    let holds = false;
    for (const factor of clause) {
      if (factor.term.kind !== 'in') open.push(factor);
      else if (isIn(factor.term.text) !== factor.not) holds = true;
    }
    if (holds) continue;
    if (!open.length) return null;
    rest.push(open);
  }
  return rest;
}
