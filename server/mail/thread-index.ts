/**
 * The conversations of one folder, the one with the newest message first. Known from the top down to
 * `through`; what lies below is not grouped yet. 4 to 8 bytes a message, outside the JavaScript heap.
 */
export interface ThreadIndex {
  /** UIDs, conversation by conversation, ascending within each. */
  uids: Uint32Array;
  /** Where each conversation begins in `uids`; one more entry at the end. */
  starts: Uint32Array;
  /** The lowest UID that is grouped; 1 = all are. */
  through: number;
}

export const emptyIndex = (uidNext: number): ThreadIndex => ({
  uids: new Uint32Array(0),
  starts: new Uint32Array([0]),
  through: uidNext,
});

export const lengthOf = ({ starts }: ThreadIndex) => starts.length - 1;

/** The UIDs of the conversation at a place, ascending. */
export const threadAt = ({ uids, starts }: ThreadIndex, place: number): number[] => [
  ...uids.subarray(starts[place], starts[place + 1]),
];

/** The conversation that holds a message; null when it is not grouped yet. */
export function threadOf(index: ThreadIndex, uid: number): number[] | null {
  const at = index.uids.indexOf(uid);
  if (at < 0) return null;
  const place = index.starts.findLastIndex((start) => start <= at);
  return threadAt(index, place);
}

/**
 * Grows downwards by the conversations that have a message between `through` and what was known. One
 * whose newest message lies above was told there, whole.
 */
export function grow(index: ThreadIndex, threads: number[][], through: number): ThreadIndex {
  const below = threads.filter((thread) => thread.at(-1)! < index.through).sort(newestFirst);
  return { ...pack([...threadsOf(index), ...below]), through };
}

/** Puts conversations with new messages on top, and takes them from where they were. */
export function renew(index: ThreadIndex, threads: number[][]): ThreadIndex {
  const renewed = new Set(threads.flat());
  const others = [...threadsOf(index)].filter((thread) => !thread.some((uid) => renewed.has(uid)));
  return { ...pack([...threads.toSorted(newestFirst), ...others]), through: index.through };
}

/** Keeps the messages that are still there. A conversation that lost its newest one moves down. */
export function keepOnly(index: ThreadIndex, isThere: (uid: number) => boolean): ThreadIndex {
  const left = [...threadsOf(index)].map((thread) => thread.filter(isThere));
  const threads = left.filter((thread) => thread.length).sort(newestFirst);
  return { ...pack(threads), through: index.through };
}

const newestFirst = (a: number[], b: number[]) => b.at(-1)! - a.at(-1)!;

function* threadsOf(index: ThreadIndex): Generator<number[]> {
  for (let place = 0; place < lengthOf(index); place++) yield threadAt(index, place);
}

function pack(threads: number[][]): Pick<ThreadIndex, 'uids' | 'starts'> {
  const starts = new Uint32Array(threads.length + 1);
  threads.forEach((thread, i) => {
    starts[i + 1] = starts[i]! + thread.length;
  });
  const uids = new Uint32Array(starts.at(-1)!);
  threads.forEach((thread, i) => {
    uids.set(thread, starts[i]!);
  });
  return { uids, starts };
}
