import { crc32 } from 'node:zlib';
import type { ExportFormat } from '../../../shared/exports.ts';
import { MboxLines, mboxHead, mboxTail } from '../../mail/mbox-write.ts';
import { centralHeader, endOfZip, localHeader, type ZipEntry } from '../../mail/zip-write.ts';
import type { Letter, Piece } from './letter.ts';

/** How a kind of file is put together: pieces one after the other, then the directory of each, then the end. */
export interface Form {
  type: string;
  ending: string;
  /** Before the messages of a piece. */
  head(piece: Piece): Buffer;
  /** Above and below a message. */
  above(piece: Piece, letter: Letter): Buffer;
  below(letter: Letter): Buffer;
  /** What becomes of a message's bytes; a fresh one for each message. */
  lines(): { push(bytes: Buffer): Buffer; end(): Buffer };
  /** @param start where the piece begins in the file. */
  directory(piece: Piece, start: number): Buffer;
  end(totals: { messages: number; pieces: number; length: number; directory: number }): Buffer;
}

const NOTHING = Buffer.alloc(0);
const asItIs = () => ({ push: (bytes: Buffer) => bytes, end: () => NOTHING });

const mbox: Form = {
  type: 'application/mbox',
  ending: 'mbox',
  head: () => NOTHING,
  above: ({ names }, letter) => mboxHead({ ...letter, folder: names }),
  below: ({ isOpen }) => mboxTail(isOpen),
  lines: () => new MboxLines(),
  directory: () => NOTHING,
  end: () => NOTHING,
};

const zip: Form = {
  type: 'application/zip',
  ending: 'zip',
  head(piece) {
    const { entry, bytes } = manifestOf(piece);
    return Buffer.concat([localHeader(entry), bytes]);
  },
  above: (piece, letter) => localHeader(entryOf(piece, letter)),
  below: () => NOTHING,
  lines: asItIs,
  directory(piece, start) {
    const { entry } = manifestOf(piece);
    let at = start;
    const headers = [entry, ...piece.letters.map((letter) => entryOf(piece, letter))].map((one) => {
      const header = centralHeader(one, at);
      at += localHeader(one).length + one.size;
      return header;
    });
    return Buffer.concat(headers);
  },
  end: ({ messages, pieces, length, directory }) =>
    endOfZip(messages + pieces, length, directory, `${messages} messages`),
};

export const forms: Record<ExportFormat, Form> = { mbox, zip };

/** Where a zip tells what a message's file does not: folder, date received, flags. Before the files it is about. */
export const MANIFESTS = '_manifest';

const entryOf = ({ directory }: Piece, { name, size, crc, received }: Letter): ZipEntry => ({
  name: `${directory}/${name}.eml`,
  ...{ size, crc, modified: received },
});

function manifestOf(piece: Piece): { entry: ZipEntry; bytes: Buffer } {
  const { names, letters, number, directory } = piece;
  const lines = letters.map(({ name, received, flags }) =>
    JSON.stringify({
      file: `${directory}/${name}.eml`,
      folder: names,
      received: new Date(received).toISOString(),
      flags,
    }),
  );
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  const name = `${MANIFESTS}/${String(number).padStart(4, '0')}.jsonl`;
  const modified = letters[0]?.received ?? 0;
  return { entry: { name, size: bytes.length, crc: crc32(bytes), modified }, bytes };
}

/** How long a piece is in the file, and what is about it at the end. */
export function measurePiece(form: Form, piece: Piece): { length: number; directory: number } {
  const letters = piece.letters.reduce(
    (sum, letter) =>
      sum + form.above(piece, letter).length + letter.length + form.below(letter).length,
    0,
  );
  return {
    length: form.head(piece).length + letters,
    directory: form.directory(piece, 0).length,
  };
}
