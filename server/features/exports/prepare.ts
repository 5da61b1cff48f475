import type { ExportPart } from '../../../shared/exports.ts';
import type { Folder } from '../../../shared/folders.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { type Form, forms, measurePiece } from './forms.ts';
import { lendIn } from './lend.ts';
import { type Letter, Measure, type Piece } from './letter.ts';
import { allUids, sizesOf } from './meant.ts';
import { directoriesOf, letterName, namesOf } from './names.ts';
import { type ReadLetter, readLetters } from './read-letters.ts';
import type { Kept, Records } from './records.ts';

/** One file holds at most so much: it fits on any disk, comes in again (`MOST_IMPORTED`), and needs no zip64. */
export const MOST_IN_PART = { bytes: 950_000_000, messages: 50_000 };
const MOST_IN_PIECE = 500;
/** What stands about a message in a file, at most: names, flags, headers. */
const ABOUT = 1000;

/**
 * Reads every message that is meant once and takes its measure: afterwards the bytes of each file are settled, and a download
 * that broke can go on in the middle. One piece is in memory at a time.
 */
export class Preparation {
  readonly #context: Context;
  readonly #records: Records;
  readonly #kept: Kept;
  readonly #form: Form;
  readonly #signal: AbortSignal;
  readonly #told: () => Promise<void>;
  #part: ExportPart | null = null;
  #piece: Piece | null = null;
  #pieces = 0;
  /** Of the part: bytes before its directory, and the directory's. */
  #length = 0;
  #directory = 0;

  /** @param told is called after each step. */
  constructor(
    context: Context,
    records: Records,
    kept: Kept,
    signal: AbortSignal,
    told: () => Promise<void>,
  ) {
    this.#context = context;
    this.#records = records;
    this.#kept = kept;
    this.#form = forms[kept.format];
    this.#signal = signal;
    this.#told = told;
  }

  async run(login: Login, folders: Folder[]): Promise<void> {
    const directories = directoriesOf(folders);
    for (const folder of folders) {
      if (this.#kept.format === 'mbox') await this.#closePart();
      await this.#readFolder(login, folder, directories.get(folder.path)!);
      await this.#closePiece();
    }
    await this.#closePart();
  }

  async #readFolder(login: Login, folder: Folder, directory: string) {
    const { selection } = this.#kept;
    const { uids, uidValidity } =
      selection ??
      (await this.#context.mail.inFolder(
        login,
        folder.path,
        async (imap, mailbox) => ({
          uids: mailbox.exists ? await allUids(imap) : [],
          uidValidity: String(mailbox.uidValidity),
        }),
        { repeatable: true },
      ));
    if (!selection) this.#kept.planned += uids.length - folder.total;
    const lend = lendIn(this.#context, login, { folder: folder.path, uidValidity });
    const place = { folder: folder.path, uidValidity, names: namesOf(folder), directory };
    for (let i = 0; i < uids.length; i += MOST_IN_PIECE) {
      const some = uids.slice(i, i + MOST_IN_PIECE);
      const sizes = await lend((imap) => sizesOf(imap, some));
      const wanted = some.map((uid) => ({ uid, size: sizes.get(uid) ?? 0 }));
      for await (const read of readLetters(lend, wanted, true)) {
        this.#signal.throwIfAborted();
        const letter = await this.#measure(read);
        this.#kept.measured++;
        if (letter) await this.#add(letter, place);
        else this.#kept.gone++;
        await this.#told();
      }
    }
  }

  async #measure({ uid, found }: ReadLetter): Promise<Letter | null> {
    if (!found) return null;
    const { bytes, flags = new Set<string>(), internalDate, envelope } = found;
    const measure = new Measure();
    const lines = this.#form.lines();
    let length = 0;
    for await (const piece of bytes) {
      measure.add(piece);
      length += lines.push(piece).length;
    }
    length += lines.end().length;
    const received = new Date(internalDate ?? 0).getTime() || 0;
    return {
      ...{ uid, size: measure.size, crc: measure.crc, received, length, isOpen: measure.isOpen },
      flags: [...flags].filter((flag) => flag !== '\\Recent' && flag !== '\\Deleted'),
      name: letterName(uid, received, envelope),
    };
  }

  async #add(letter: Letter, place: Omit<Piece, 'number' | 'letters'>) {
    const part = this.#part;
    const isFull =
      part &&
      (part.bytes + letter.length + ABOUT > MOST_IN_PART.bytes ||
        part.messages >= MOST_IN_PART.messages);
    if (isFull) await this.#closePart();
    this.#part ??= this.#newPart(place);
    if (this.#piece && this.#piece.letters.length >= MOST_IN_PIECE) await this.#closePiece();
    this.#piece ??= { ...place, number: ++this.#pieces, letters: [] };
    this.#piece.letters.push(letter);
    this.#part.messages++;
    this.#part.bytes += letter.length + ABOUT;
  }

  #newPart({ directory }: Pick<Piece, 'directory'>): ExportPart {
    const { parts, format, folders, createdAt, account } = this.#kept;
    [this.#pieces, this.#length, this.#directory] = [0, 0, 0];
    const date = new Date(createdAt).toISOString().slice(0, 10);
    const about =
      format === 'mbox' || folders.length === 1
        ? directory.replaceAll('/', ' - ')
        : account.replace('@', ' at ');
    // The parts that are done are in the list; those of this folder, or of everything, are counted.
    const stem = `${about} ${date}`;
    const same = parts.filter(
      ({ name }) => name.startsWith(`${stem}.`) || name.startsWith(`${stem} (`),
    );
    const number = same.length ? ` (${same.length + 1})` : '';
    const name = `${stem}${number}.${this.#form.ending}`;
    return { part: parts.length + 1, version: 1, name, messages: 0, bytes: 0, sent: 0 };
  }

  async #closePiece() {
    const [part, piece] = [this.#part, this.#piece];
    this.#piece = null;
    if (!part || !piece) return;
    const measured = measurePiece(this.#form, piece);
    this.#length += measured.length;
    this.#directory += measured.directory;
    const messages = piece.letters.length;
    const row = { part: part.part, place: piece.number, messages, ...measured };
    await this.#records.writePiece(this.#kept, row, piece);
  }

  async #closePart() {
    await this.#closePiece();
    const part = this.#part;
    this.#part = null;
    if (!part) return;
    const totals = { length: this.#length, directory: this.#directory, pieces: this.#pieces };
    const end = this.#form.end({ messages: part.messages, ...totals }).length;
    part.bytes = this.#length + this.#directory + end;
    this.#kept.parts.push(part);
  }
}
