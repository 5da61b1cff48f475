import type { Choice } from '../../../shared/choice.ts';
import type { ReviewRow } from '../../../shared/storage-map.ts';
import { toUidSet } from '../../../shared/values.ts';

type Place = Pick<ReviewRow, 'folder' | 'uidValidity' | 'uid' | 'size'>;

/**
 * Which of the messages meant are ticked: all of them but for a few, or a few alone. Only rows that were on screen can be told
 * apart, so both are few.
 */
export interface Ticks {
  begins: 'all' | 'none';
  /** The rows that are otherwise, by their place. */
  others: ReadonlyMap<string, Place>;
}

export const ALL: Ticks = { begins: 'all', others: new Map() };
export const NONE: Ticks = { begins: 'none', others: new Map() };

/** The most that are told one by one: a choice names no more. */
export const MOST_TICKS = 5000;

export const placeOf = ({ folder, uidValidity, uid }: Place) => `${uidValidity} ${uid} ${folder}`;

export const isTicked = ({ begins, others }: Ticks, row: Place) =>
  (begins === 'all') !== others.has(placeOf(row));

/** Ticks rows, or unticks them. */
export function tick(ticks: Ticks, rows: readonly Place[], on: boolean): Ticks {
  const others = new Map(ticks.others);
  for (const row of rows) {
    if ((ticks.begins === 'all') === on) others.delete(placeOf(row));
    else if (others.size < MOST_TICKS) others.set(placeOf(row), row);
  }
  return { ...ticks, others };
}

/** How many messages and bytes are ticked, of all that are meant. */
export function ticked({ begins, others }: Ticks, whole: { messages: number; bytes: number }) {
  const bytes = [...others.values()].reduce((sum, { size }) => sum + size, 0);
  return begins === 'none'
    ? { messages: others.size, bytes }
    : { messages: whole.messages - others.size, bytes: whole.bytes - bytes };
}

/** The choice that means what is ticked. */
export function chosenBy({ begins, others }: Ticks, choice: Choice): Choice {
  if (begins === 'all') {
    if (!others.size) return choice;
    return { ...choice, but: named([...others.values()], choice.but) };
  }
  // What is named one by one is all that goes: of that, the newest do not stay once more.
  const { keepLatest: _, ...rest } = choice;
  return { ...rest, only: named([...others.values()]) };
}

/** By folder, with those that were named before. */
function named(places: Place[], before: NonNullable<Choice['but']> = []) {
  const folders = new Map(before.map((one) => [`${one.uidValidity} ${one.folder}`, one]));
  const uids = new Map<string, number[]>();
  for (const { folder, uidValidity, uid } of places) {
    const key = `${uidValidity} ${folder}`;
    uids.set(key, [...(uids.get(key) ?? []), uid]);
    if (!folders.has(key)) folders.set(key, { folder, uidValidity, uids: [] });
  }
  return [...folders].map(([key, one]) => ({
    ...one,
    uids: [...one.uids, ...toUidSet(uids.get(key) ?? [])],
  }));
}
