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
 * whose newest message lies above was told there; what is new of it is put in.
 */
export function grow(index: ThreadIndex, threads: number[][], through: number): ThreadIndex {
  const below = threads.filter((thread) => thread.at(-1)! < index.through);
  return { ...pack(joined([...threadsOf(index)], below).sort(newestFirst)), through };
}

/** Puts conversations with new messages on top, and takes them from where they were. */
export function renew(index: ThreadIndex, threads: number[][]): ThreadIndex {
  const all = joined([...threadsOf(index)], threads).sort(newestFirst);
  return { ...pack(all), through: index.through };
}

/**
 * Keeps the messages that are still there. A conversation that lost its newest one moves down, and out
 * of what is known where only its part below is left: that is found when the index grows.
 */
export function keepOnly(index: ThreadIndex, isThere: (uid: number) => boolean): ThreadIndex {
  const left = [...threadsOf(index)].map((thread) => thread.filter(isThere));
  const threads = left.filter((thread) => (thread.at(-1) ?? 0) >= index.through).sort(newestFirst);
  return { ...pack(threads), through: index.through };
}

/**
 * Both lists as one. Conversations that share a message are the same: a server that does not thread is
 * asked about a stretch of the folder, and tells one in parts.
 */
function joined(threads: number[][], others: number[][]): number[][] {
  const told = new Set(others.flat());
  const isTold = (thread: number[]) => thread.some((uid) => told.has(uid));
  const holders = new Map<number, Set<number>>();
  for (const thread of [...others, ...threads.filter(isTold)]) {
    const whole = new Set(thread);
    for (const part of new Set(thread.map((uid) => holders.get(uid))))
      for (const uid of part ?? []) whole.add(uid);
    for (const uid of whole) holders.set(uid, whole);
  }
  return [
    ...threads.filter((thread) => !isTold(thread)),
    ...Array.from(new Set(holders.values()), (uids) => [...uids].sort((a, b) => a - b)),
  ];
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
