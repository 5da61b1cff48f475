import { crc32 } from 'node:zlib';

/** A message as it stands in a file to download. */
export interface Letter {
  uid: number;
  /** Bytes as the mail server gives them, and their CRC-32: a message that reads otherwise is another one. */
  size: number;
  crc: number;
  /** Epoch milliseconds (INTERNALDATE). */
  received: number;
  flags: string[];
  /** The name of its file, which also says to people which it is. */
  name: string;
  /** Bytes in the file, without what stands above and below it. */
  length: number;
  /** Its last line has no end. */
  isOpen: boolean;
}

/** Some hundred messages of one folder, one after the other in a file. */
export interface Piece {
  folder: string;
  uidValidity: string;
  /** The folder's names from the top down, and its directory in a zip. */
  names: string[];
  directory: string;
  /** From 1 on, within the file. */
  number: number;
  letters: Letter[];
}

/** Takes the measure of a message while it passes. */
export class Measure {
  size = 0;
  crc = 0;
  isOpen = true;

  add(bytes: Buffer) {
    if (!bytes.length) return;
    this.size += bytes.length;
    this.crc = crc32(bytes, this.crc);
    this.isOpen = bytes.at(-1) !== 10;
  }
}
