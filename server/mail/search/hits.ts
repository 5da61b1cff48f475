import { compareHits } from '../../../shared/search.ts';
import { inUidSet, type UidSet } from '../../../shared/values.ts';

/** What was found in one folder. */
interface InFolder {
  folder: string;
  /** Newest arrival first; 4 bytes a message, outside the JavaScript heap. */
  uids: Uint32Array;
  /** Arrival of the first of them, in epoch milliseconds: as far as they were needed. */
  dates: number[];
}

export interface Place {
  folder: string;
  uid: number;
}

/** Reads when messages arrived; a UID without an answer is gone. */
export type ReadArrivals = (folder: string, uids: number[]) => Promise<Map<number, number>>;

/** Arrivals read at a time: a window, and more of them the deeper somebody looks. */
const FIRST = 50;
const CHUNK = 2000;

/**
 * Hits of all folders in one order, newest first. Folders come sorted; their heads are merged only as
 * far as somebody looks, so 100,000 hits cost a window.
 */
export class Hits {
  readonly #folders = new Map<string, InFolder>();
  #order = newOrder();
  #turn: Promise<unknown> = Promise.resolve();

  get total(): number {
    return [...this.#folders.values()].reduce((sum, { uids }) => sum + uids.length, 0);
  }

  /** Hits of a folder, newest arrival first, instead of those known before. */
  set(folder: string, uids: number[]) {
    this.#put({ folder, uids: Uint32Array.from(uids), dates: [] });
  }

  /** Takes messages out that are not in the folder any more; answers how many of its hits remain. */
  drop(folder: string, gone: UidSet): number {
    const found = this.#folders.get(folder);
    if (!found) return 0;
    const { uids, dates } = found;
    const stays = uids.map((uid) => (inUidSet(gone, uid) ? 0 : 1));
    this.#put({
      folder,
      uids: uids.filter((_, i) => stays[i]),
      dates: dates.filter((_, i) => stays[i]),
    });
    return stays.reduce((sum, one) => sum + one, 0);
  }

  /** Every hit, by folder. */
  all(): { folder: string; uids: Uint32Array }[] {
    return [...this.#folders.values()].map(({ folder, uids }) => ({ folder, uids }));
  }

  /** Places `offset` to `offset + limit` of the order. */
  window(offset: number, limit: number, read: ReadArrivals): Promise<Place[]> {
    // One after the other: two that look at once would merge the same heads twice.
    const window = this.#turn.then(() => this.#merge(this.#order, offset, limit, read));
    this.#turn = window.catch(() => {});
    return window;
  }

  #put(found: InFolder) {
    if (found.uids.length) this.#folders.set(found.folder, found);
    else this.#folders.delete(found.folder);
    this.#order = newOrder();
  }

  async #merge(order: Order, offset: number, limit: number, read: ReadArrivals) {
    const [only, ...others] = this.#folders.values();
    // One folder is in order already: its last row is as near as its first.
    if (only && !others.length) return cut(only, offset, limit);
    const { places } = order;
    while (places.length < offset + limit) {
      const head = await this.#head(order, read);
      if (!head) break;
      places.push(head);
    }
    return places.slice(offset, offset + limit);
  }

  /** The newest of the folders' next hits. */
  async #head({ next }: Order, read: ReadArrivals): Promise<Place | null> {
    let best: { from: InFolder; place: Place & { received: number } } | null = null;
    for (const from of this.#folders.values()) {
      const i = next.get(from) ?? 0;
      if (i >= from.uids.length) continue;
      if (i >= from.dates.length) await readDates(from, read);
      const place = { folder: from.folder, uid: from.uids[i]!, received: from.dates[i]! };
      if (!best || compareHits(place, best.place) < 0) best = { from, place };
    }
    if (best) next.set(best.from, (next.get(best.from) ?? 0) + 1);
    return best && { folder: best.place.folder, uid: best.place.uid };
  }
}

/** The merged beginning, and how far each folder is in it. */
interface Order {
  places: Place[];
  next: Map<InFolder, number>;
}
const newOrder = (): Order => ({ places: [], next: new Map() });

const cut = ({ folder, uids }: InFolder, offset: number, limit: number): Place[] =>
  [...uids.subarray(offset, offset + limit)].map((uid) => ({ folder, uid }));

async function readDates(from: InFolder, read: ReadArrivals) {
  const begin = from.dates.length;
  const uids = [...from.uids.subarray(begin, begin + (begin ? CHUNK : FIRST))];
  const arrivals = await read(from.folder, uids);
  // What is gone meanwhile keeps its place until somebody reads its row.
  for (const uid of uids) from.dates.push(arrivals.get(uid) ?? from.dates.at(-1) ?? 0);
}
