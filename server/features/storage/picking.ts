import type { Choice } from '../../../shared/choice.ts';
import { isMeant, looksInto } from './choosing.ts';
import type { Shelf } from './shelf.ts';

/** The messages that a choice means, by numbers alone: 20 bytes for each. */
export interface Picked {
  folder: string;
  uidValidity: string;
  uids: Uint32Array;
  sizes: Float64Array;
  received: Float64Array;
}

export async function pick(shelf: Shelf, choice: Choice, now: number): Promise<Picked[]> {
  const picked: Picked[] = [];
  for (const folder of await shelf.folders()) {
    if (!looksInto(choice, folder)) continue;
    const meant = isMeant(choice, folder, now);
    const columns = { uids: [] as number[], sizes: [] as number[], received: [] as number[] };
    for await (const entries of shelf.pieces(folder))
      for (const entry of entries) {
        if (!meant(entry)) continue;
        columns.uids.push(entry.uid);
        columns.sizes.push(entry.size);
        columns.received.push(entry.received);
      }
    if (!columns.uids.length) continue;
    picked.push({
      folder: folder.path,
      uidValidity: folder.uidValidity,
      uids: Uint32Array.from(columns.uids),
      sizes: Float64Array.from(columns.sizes),
      received: Float64Array.from(columns.received),
    });
  }
  return choice.keepLatest ? withoutLatest(picked, choice.keepLatest) : picked;
}

/** The newest of all folders stay; of those received at the same moment, the one that came in last. */
function withoutLatest(picked: Picked[], keep: number): Picked[] {
  const all = placesIn(picked).sort(
    (a, b) => timeAt(picked, b) - timeAt(picked, a) || b.place - a.place,
  );
  const kept = picked.map(() => new Set<number>());
  for (const { folder, place } of all.slice(0, keep)) kept[folder]!.add(place);
  return picked.flatMap(({ uids, sizes, received, ...about }, i) => {
    const stays = (_value: number, place: number) => !kept[i]!.has(place);
    const left = {
      ...about,
      uids: uids.filter(stays),
      sizes: sizes.filter(stays),
      received: received.filter(stays),
    };
    return left.uids.length ? [left] : [];
  });
}

interface Place {
  folder: number;
  place: number;
}

/** Where each picked message stands. */
export const placesIn = (picked: Picked[]): Place[] =>
  picked.flatMap(({ uids }, folder) => Array.from(uids, (_uid, place) => ({ folder, place })));

const timeAt = (picked: Picked[], { folder, place }: Place) => picked[folder]!.received[place]!;
