import type { Folder, SpecialUse } from '../folders.ts';
import type { Query } from './terms.ts';

/** What people call the folders with a purpose, in English and French. */
const purposes: Record<SpecialUse, string> = {
  inbox: 'inbox|réception|boîte de réception',
  drafts: 'drafts|draft|brouillons|brouillon',
  sent: 'sent|envoyés|messages envoyés',
  archive: 'archive|archives',
  junk: 'junk|spam|indésirables|pourriel',
  trash: 'trash|corbeille',
  all: 'all mail',
  flagged: 'starred|flagged|suivis',
};

// Every folder, Junk and Trash too.
const everywhere = new Set(['all', 'anywhere', 'everywhere', 'tout', 'partout']);

/**
 * The folders that a name means: by path, else by purpose, else by last part of the path; with those
 * below them. [] when there is none.
 */
export function foldersNamed(folders: Folder[], name: string): Folder[] {
  const wanted = fold(name);
  if (everywhere.has(wanted)) return folders;
  const first = [
    ({ path }: Folder) => fold(path) === wanted,
    ({ specialUse }: Folder) =>
      specialUse !== null && purposes[specialUse].split('|').some((word) => fold(word) === wanted),
    (folder: Folder) => fold(folder.name) === wanted,
  ]
    .map((isMeant) => folders.filter(isMeant))
    .find(({ length }) => length > 0);
  return folders.filter((folder) => first?.some((top) => isWithin(folder, top)));
}

const isWithin = (folder: Folder, top: Folder) =>
  folder.path === top.path ||
  (top.delimiter !== null && folder.path.startsWith(top.path + top.delimiter));

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** Names of folders that a query speaks of; `wanted` are those that it asks for. */
export function foldersIn(query: Query): { all: string[]; wanted: string[] } {
  const found = query
    .flat()
    .flatMap(({ not, term }) => (term.kind === 'in' ? [{ not, term }] : []));
  return {
    all: found.map(({ term }) => term.text),
    wanted: found.filter(({ not }) => !not).map(({ term }) => term.text),
  };
}
