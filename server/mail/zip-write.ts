/** A file in a zip that is stored as it is: all about it is known before its first byte. */
export interface ZipEntry {
  /** With `/` between directories, in UTF-8. */
  name: string;
  /** Bytes. */
  size: number;
  crc: number;
  /** Epoch milliseconds; written in UTC, to two seconds. */
  modified: number;
}

const UTF8 = 0x0800;
const VERSION = 20;
/** Made by Unix, where a file is a plain file that its owner may write. */
const MADE_BY = (3 << 8) | VERSION;
const PLAIN_FILE = (0o100644 << 16) >>> 0;

/**
 * Own code in place of a library: a download that broke goes on in the middle of a zip, and so every byte's place must be
 * known before it is written (APPNOTE.TXT sections 4.3.7, 4.3.12 and 4.3.16; files stay below what needs zip64).
 */
export function localHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  writeCommon(header, 6, entry, name.length);
  return Buffer.concat([header, name]);
}

/** @param offset where its local header begins. */
export function centralHeader(entry: ZipEntry, offset: number): Buffer {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(MADE_BY, 4);
  header.writeUInt16LE(VERSION, 6);
  writeCommon(header, 8, entry, name.length);
  header.writeUInt32LE(PLAIN_FILE, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

/** @param comment ASCII that programs show of the whole zip. */
export function endOfZip(entries: number, start: number, length: number, comment: string): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt32LE(0x06054b50, 0);
  header.writeUInt16LE(entries, 8);
  header.writeUInt16LE(entries, 10);
  header.writeUInt32LE(length, 12);
  header.writeUInt32LE(start, 16);
  header.writeUInt16LE(comment.length, 20);
  return Buffer.concat([header, Buffer.from(comment, 'latin1')]);
}

function writeCommon(header: Buffer, at: number, entry: ZipEntry, nameLength: number) {
  const { time, date } = dosTime(new Date(entry.modified));
  header.writeUInt16LE(UTF8, at);
  header.writeUInt16LE(0, at + 2);
  header.writeUInt16LE(time, at + 4);
  header.writeUInt16LE(date, at + 6);
  header.writeUInt32LE(entry.crc, at + 8);
  header.writeUInt32LE(entry.size, at + 12);
  header.writeUInt32LE(entry.size, at + 16);
  header.writeUInt16LE(nameLength, at + 20);
}

/** Years from 1980 to 2107 (APPNOTE.TXT section 4.4.6). */
function dosTime(at: Date) {
  const year = at.getUTCFullYear();
  if (!(year >= 1980 && year <= 2107)) return { time: 0, date: (1 << 5) | 1 };
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}
