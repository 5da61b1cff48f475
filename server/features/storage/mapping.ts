import type { Weight } from '../../../shared/choice.ts';
import type { MapBy, MapEntry, StorageMap } from '../../../shared/storage-map.ts';
import type { StoredFolder } from '../../store/inventory.ts';
import { bytesOf, domainOf, sizeClassOf, yearOf } from './choosing.ts';
import type { Entry } from './facts.ts';
import type { Shelf } from './shelf.ts';

/** The maps of a mailbox, in one look at every message. */
export interface Maps {
  whole: Weight;
  by: Record<MapBy, Map<string, Bar>>;
}

type Bar = Omit<MapEntry, 'key'> & {
  /** When the message was received that gave `leave` and `name`. */
  leaveAt: number;
  namedAt: number;
};

export async function drawMaps(shelf: Shelf): Promise<Maps> {
  const maps: Maps = {
    whole: nothing(),
    by: {
      folder: new Map(),
      sender: new Map(),
      domain: new Map(),
      year: new Map(),
      type: new Map(),
      size: new Map(),
      list: new Map(),
    },
  };
  for (const folder of await shelf.folders())
    for await (const entries of shelf.pieces(folder))
      for (const entry of entries) draw(maps, folder, entry);
  return maps;
}

function draw({ whole, by }: Maps, folder: StoredFolder, entry: Entry) {
  const { size, from, list, received, files } = entry;
  add(whole, entry, size);
  count(by.folder, folder.path, entry, size);
  // What these bars open leaves Trash and Junk out, as every choice does that does not name them.
  if (folder.use) return;
  count(by.year, String(yearOf(received)), entry, size);
  count(by.size, sizeClassOf(size), entry, size);
  for (const type of new Set(files.map((file) => file.type)))
    count(by.type, type, entry, bytesOf(files.filter((file) => file.type === type)));
  if (!entry.whole) return;
  const sender = count(by.sender, from, entry, size);
  nameAfter(sender, entry, entry.name);
  leaveBy(sender, folder, entry);
  count(by.domain, domainOf(from), entry, size);
  if (list === null) return;
  const bar = count(by.list, list, entry, size);
  nameAfter(bar, entry, entry.name);
  leaveBy(bar, folder, entry);
}

function count(bars: Map<string, Bar>, key: string, entry: Entry, bytes: number): Bar {
  let bar = bars.get(key);
  if (!bar) {
    bar = { ...nothing(), name: '', opened: 0, leave: null, leaveAt: -1, namedAt: -1 };
    bars.set(key, bar);
  }
  add(bar, entry, bytes);
  if (entry.seen) bar.opened++;
  return bar;
}

function add(weight: Weight, { received }: Entry, bytes: number) {
  weight.messages++;
  weight.bytes += bytes;
  weight.oldest = Math.min(weight.oldest ?? received, received);
  weight.newest = Math.max(weight.newest ?? received, received);
}

/** People are called what their latest message calls them. */
function nameAfter(bar: Bar, { received }: Entry, name: string) {
  if (!name || received < bar.namedAt) return;
  bar.name = name;
  bar.namedAt = received;
}

function leaveBy(bar: Bar, { path }: StoredFolder, { leave, received, uid }: Entry) {
  if (!leave || received < bar.leaveAt) return;
  bar.leave = { folder: path, uid };
  bar.leaveAt = received;
}

const nothing = (): Weight => ({ messages: 0, bytes: 0, oldest: null, newest: null });

/** The bars of one map, those beyond `limit` as one. */
export function toMap(
  { whole, by: all }: Maps,
  by: MapBy,
  limit: number,
): Omit<StorageMap, 'scan'> {
  const bars = [...all[by]].sort(([a, one], [b, other]) =>
    by === 'year' ? Number(b) - Number(a) : other.bytes - one.bytes || (a < b ? -1 : 1),
  );
  const rest = { ...nothing(), entries: Math.max(0, bars.length - limit) };
  for (const [, bar] of bars.slice(limit)) {
    rest.messages += bar.messages;
    rest.bytes += bar.bytes;
    rest.oldest = Math.min(rest.oldest ?? bar.oldest!, bar.oldest!);
    rest.newest = Math.max(rest.newest ?? bar.newest!, bar.newest!);
  }
  const entries = bars
    .slice(0, limit)
    .map(([key, { leaveAt: _leaveAt, namedAt: _namedAt, ...bar }]) => ({ key, ...bar }));
  return { whole, entries, rest };
}
