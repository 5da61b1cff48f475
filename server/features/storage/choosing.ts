import { type Choice, SIZE_CLASSES, type SizeClass } from '../../../shared/choice.ts';
import type { UidSet } from '../../../shared/values.ts';
import type { StoredFolder } from '../../store/inventory.ts';
import type { Entry } from './facts.ts';

const DAY = 24 * 60 * 60_000;

/** True for folders that a choice looks into. Trash and Junk only when they are named. */
export function looksInto(choice: Choice, folder: Pick<StoredFolder, 'path' | 'use'>): boolean {
  if (choice.folders) return choice.folders.includes(folder.path);
  if (choice.only) return choice.only.some((one) => one.folder === folder.path);
  return !folder.use;
}

/** The question whether a message of the folder is meant, but for `keepLatest`. */
export function isMeant(
  choice: Choice,
  folder: Pick<StoredFolder, 'path' | 'uidValidity' | 'marks'>,
  now: number,
): (entry: Entry) => boolean {
  const tests: ((entry: Entry) => boolean)[] = [];
  const when = <Value>(value: Value | undefined, test: (value: Value, entry: Entry) => boolean) => {
    if (value !== undefined) tests.push((entry) => test(value, entry));
  };
  const named = (sets: Choice['only']) => setOf(folder, sets);
  when(choice.sender, (sender, { whole, from }) => whole && from === sender);
  when(choice.domain, (domain, { whole, from }) => whole && domainOf(from) === domain);
  when(choice.list, (list, entry) => entry.list === list);
  when(choice.year, (year, { received }) => yearOf(received) === year);
  when(choice.type, (type, { files }) => files.some((file) => file.type === type));
  when(choice.sizeClass, (name, { size }) => sizeClassOf(size) === name);
  when(choice.largerThan, (least, { size }) => size >= least);
  when(choice.filesOver, (least, { files }) => bytesOf(files) >= least);
  when(choice.olderThan, (days, { received }) => now - received > days * DAY);
  when(choice.newsletters, (wanted, entry) => entry.whole && isNewsletter(entry) === wanted);
  when(choice.unopened, (wanted, { seen }) => seen !== wanted);
  if (choice.marked) {
    const uids = folder.marks.find(({ kind }) => kind === choice.marked)?.uids ?? [];
    tests.push(isIn(uids));
  }
  if (choice.only) tests.push(isIn(named(choice.only)));
  if (choice.but) {
    const spared = isIn(named(choice.but));
    tests.push((entry) => !spared(entry));
  }
  return (entry) => tests.every((test) => test(entry));
}

export const domainOf = (address: string) =>
  address.slice(address.lastIndexOf('@') + 1 || Infinity);
export const yearOf = (time: number) => new Date(time).getUTCFullYear();
export const isNewsletter = ({ list, leave }: Pick<Entry, 'list' | 'leave'>) =>
  list !== null || leave;
export const bytesOf = (files: Entry['files']) => files.reduce((sum, { bytes }) => sum + bytes, 0);

export function sizeClassOf(size: number): SizeClass {
  return SIZE_CLASSES.find(({ under }) => size < under)!.name;
}

const setOf = (
  { path, uidValidity }: Pick<StoredFolder, 'path' | 'uidValidity'>,
  sets: Choice['only'] = [],
): UidSet =>
  sets
    .filter((one) => one.folder === path && one.uidValidity === uidValidity)
    .flatMap(({ uids }) => uids);

/** Looks into a set that may hold 100,000 ranges. */
function isIn(set: UidSet): (entry: Pick<Entry, 'uid'>) => boolean {
  const ranges = set
    .map((one) => (typeof one === 'number' ? [one, one] : one) as [number, number])
    .map(([a, b]) => (a <= b ? [a, b] : [b, a]) as [number, number])
    .sort((a, b) => a[0] - b[0]);
  // Ranges may lie in each other: up to where any of those before reaches.
  const reach: number[] = [];
  for (const [i, [, end]] of ranges.entries()) reach.push(Math.max(end, reach[i - 1] ?? 0));
  return ({ uid }) => {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ranges[middle]![0] <= uid) low = middle + 1;
      else high = middle;
    }
    return low > 0 && reach[low - 1]! >= uid;
  };
}
