import type { FetchMessageObject } from 'imapflow';
import { cleanName } from '../../mail/structure.ts';
import { safeName } from '../messages/zip-names.ts';
import { MANIFESTS } from './forms.ts';

/**
 * A name for a message's file, without its ending: date, sender and subject for people, and the UID, by which no two
 * of a folder are the same (security S-22).
 */
export function letterName(
  uid: number,
  received: number,
  envelope: FetchMessageObject['envelope'],
) {
  const sender = envelope?.from?.[0];
  const date = new Date(received).toISOString().slice(0, 10);
  const words = [
    cut(cleanName(sender?.name || sender?.address || ''), 40),
    cut(cleanName((envelope?.subject ?? '').replace(/[/\\]/g, ' ')), 70),
  ];
  return `${safeName(`${date} ${words.filter(Boolean).join(' - ')}`.trim())} (${uid})`;
}

/** At most so many bytes, no character cut in two: file systems count bytes. */
function cut(text: string, most: number): string {
  let short = '';
  let bytes = 0;
  for (const character of text.toWellFormed()) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) return `${short.trim()}…`;
    short += character;
  }
  return short.trim();
}

interface Named {
  path: string;
  delimiter: string | null;
}

/** A folder's names from the top down. */
export const namesOf = ({ path, delimiter }: Named) => (delimiter ? path.split(delimiter) : [path]);

/** A directory for each folder, by its path: safe on any system, and none covers another (security S-22). */
export function directoriesOf(folders: Named[]): Map<string, string> {
  const directories = new Map<string, string>();
  const taken = new Set([MANIFESTS]);
  const known = new Map<string, string>();
  for (const folder of folders) {
    let parent = '';
    const names = namesOf(folder);
    for (let depth = 1; depth <= names.length; depth++) {
      const key = JSON.stringify(names.slice(0, depth));
      const name = cut(safeName(cleanName(names[depth - 1]!) || 'folder'), 80);
      const directory = known.get(key) ?? free(taken, parent && `${parent}/`, name);
      known.set(key, directory);
      parent = directory;
    }
    directories.set(folder.path, parent);
  }
  return directories;
}

function free(taken: Set<string>, parent: string, name: string): string {
  const keyOf = (path: string) => path.normalize('NFKC').toLowerCase();
  let path = parent + name;
  for (let n = 2; taken.has(keyOf(path)); n++) path = `${parent}${name} (${n})`;
  taken.add(keyOf(path));
  return path;
}
