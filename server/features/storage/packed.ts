import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { FILE_TYPES } from '../../../shared/choice.ts';
import { sealBytes, unsealBytes } from '../../mail/sealed.ts';
import type { Entry } from './facts.ts';

/** Messages of a folder by columns, which press well: hashes apart, since they do not. */
interface Columns {
  uids: number[];
  sizes: number[];
  received: number[];
  bits: number[];
  /** Places in `senders` and `names`, and in `lists`, −1 = none. */
  from: number[];
  list: number[];
  /** How many hashes each has in `hashes`: its own (or none), and those it answers. */
  hashes: number[];
  /** Type and bytes in turns. */
  files: number[][];
  senders: [address: string, name: string][];
  lists: string[];
}

const SEEN = 1;
const STARRED = 2;
const ANSWERED = 4;
const LEAVE = 8;
const WHOLE = 16;
const HAS_ID = 32;
const HASH_BYTES = 8;

/** A piece that inflates to more than this was not made here. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Entries → sealed bytes. `owner`: what the piece belongs to, needed to open it again. */
export function pack(entries: Entry[], owner: string, secretKey: Buffer): Buffer {
  const hashes = Buffer.concat(
    entries.flatMap(({ id, answers }) =>
      [...(id ? [id] : []), ...answers].map((hash) => Buffer.from(hash, 'hex')),
    ),
  );
  const columns = deflateRawSync(JSON.stringify(toColumns(entries)), { level: 4 });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(columns.length);
  return sealBytes(Buffer.concat([length, columns, hashes]), owner, secretKey);
}

/** What `pack` made. @throws when the key or the owner is another one. */
export function unpack(sealed: Uint8Array, owner: string, secretKey: Buffer): Entry[] {
  const bytes = unsealBytes(sealed, owner, secretKey);
  const length = bytes.readUInt32BE(0);
  const text = inflateRawSync(bytes.subarray(4, 4 + length), { maxOutputLength: MOST_BYTES });
  return toEntries(JSON.parse(text.toString('utf8')) as Columns, bytes.subarray(4 + length));
}

function toColumns(entries: Entry[]): Columns {
  const senders = new Places<[string, string]>();
  const lists = new Places<string>();
  let last = 0;
  return {
    uids: entries.map(({ uid }) => {
      const step = uid - last;
      last = uid;
      return step;
    }),
    sizes: entries.map(({ size }) => size),
    received: entries.map(({ received }) => received),
    bits: entries.map(toBits),
    from: entries.map(({ from, name }) => senders.of(`${from}\n${name}`, [from, name])),
    list: entries.map(({ list }) => (list === null ? -1 : lists.of(list, list))),
    hashes: entries.map(({ id, answers }) => (id ? 1 : 0) + answers.length),
    files: entries.map(({ files }) =>
      files.flatMap(({ type, bytes }) => [FILE_TYPES.indexOf(type), bytes]),
    ),
    senders: senders.all,
    lists: lists.all,
  };
}

const toBits = (entry: Entry) =>
  (entry.seen ? SEEN : 0) |
  (entry.starred ? STARRED : 0) |
  (entry.answered ? ANSWERED : 0) |
  (entry.leave ? LEAVE : 0) |
  (entry.whole ? WHOLE : 0) |
  (entry.id ? HAS_ID : 0);

function toEntries(columns: Columns, hashes: Buffer): Entry[] {
  let uid = 0;
  let place = 0;
  const nextHash = () => {
    place += HASH_BYTES;
    return hashes.toString('hex', place - HASH_BYTES, place);
  };
  return columns.uids.map((step, i) => {
    uid += step;
    const bits = columns.bits[i]!;
    const [from, name] = columns.senders[columns.from[i]!]!;
    const own = Array.from({ length: columns.hashes[i]! }, nextHash);
    const id = bits & HAS_ID ? own.shift()! : null;
    return {
      uid,
      size: columns.sizes[i]!,
      received: columns.received[i]!,
      seen: (bits & SEEN) > 0,
      starred: (bits & STARRED) > 0,
      answered: (bits & ANSWERED) > 0,
      from,
      name,
      list: columns.lists[columns.list[i]!] ?? null,
      leave: (bits & LEAVE) > 0,
      id,
      answers: own,
      files: toFiles(columns.files[i]!),
      whole: (bits & WHOLE) > 0,
    };
  });
}

function toFiles(turns: number[]): Entry['files'] {
  const files: Entry['files'] = [];
  for (let i = 0; i + 1 < turns.length; i += 2)
    files.push({ type: FILE_TYPES[turns[i]!] ?? 'other', bytes: turns[i + 1]! });
  return files;
}

/** Values that are there once, by their places. */
class Places<Value> {
  readonly all: Value[] = [];
  readonly #places = new Map<string, number>();

  of(key: string, value: Value): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.all.length);
    return this.all.push(value) - 1;
  }
}
