import { readFileSync } from 'node:fs';

/** The numbers of a system user; throws Error when there is none of that name. */
export function idsOf(user: string): { uid: number; gid: number } {
  const [, , uid, gid] = entryOf('/etc/passwd', user);
  return { uid: Number(uid), gid: Number(gid) };
}

/** The number of a system group; throws Error when there is none of that name. */
export function groupId(group: string): number {
  return Number(entryOf('/etc/group', group)[2]);
}

function entryOf(file: string, name: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.find((entry) => entry.startsWith(`${name}:`));
  if (!line) throw new Error(`There is no "${name}" in ${file}.`);
  return line.split(':');
}
