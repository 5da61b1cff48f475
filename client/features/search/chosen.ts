import { listHits } from '../../../shared/search.ts';
import { toUidSet, type UidSet } from '../../../shared/values.ts';
import { call } from '../../api/call.ts';
import type { ChosenHits } from './hit-acts.ts';
import { toNumber, toPlace } from './place.ts';
import type { Results } from './results.ts';

/** Chosen rows, by their numbers, as messages of their folders. */
export function chosenHits(results: Results, numbers: UidSet): ChosenHits[] {
  const { folders, uidValidity } = results;
  const groups = new Map<string, UidSet>();
  const all = numbers.every((entry) => typeof entry === 'number')
    ? toUidSet(numbers as number[])
    : numbers;
  for (const entry of all) {
    const [from, to] = typeof entry === 'number' ? [entry, entry] : entry;
    const first = toPlace(folders, from);
    const last = toPlace(folders, to);
    if (!first || !last) continue;
    const uids = groups.get(first.folder) ?? [];
    uids.push(from === to ? first.uid : [first.uid, last.uid]);
    groups.set(first.folder, uids);
  }
  return [...groups].map(([folder, uids]) => ({
    folder,
    uids,
    count: uids.reduce<number>(
      (sum, entry) => sum + (typeof entry === 'number' ? 1 : entry[1] - entry[0] + 1),
      0,
    ),
    uidValidity: uidValidity[folder] ?? '',
  }));
}

/** Every hit, as a selection of rows by their numbers. */
export async function readAllHits({ id, folders }: Results) {
  const { total, folders: found } = await call(listHits, { id });
  const uids = found.flatMap(({ folder, uids: ofFolder }) => {
    const number = (uid: number) => toNumber(folders, { folder, uid });
    return ofFolder.map((entry): UidSet[number] =>
      typeof entry === 'number' ? number(entry) : [number(entry[0]), number(entry[1])],
    );
  });
  return { total, uids };
}
