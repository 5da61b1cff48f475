import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { forms } from './forms.ts';
import { lendIn } from './lend.ts';
import { type Letter, Measure, type Piece } from './letter.ts';
import { readLetters } from './read-letters.ts';
import type { Kept, Records } from './records.ts';

/**
 * The bytes of a file from `start` to `end`, which is included as in a Range header. They are made anew from the
 * mail server each time, and are the same each time: a message that reads otherwise than when it was measured ends it.
 *
 * @throws Refusal `export-changed`
 */
export async function* partBytes(
  context: Context,
  records: Records,
  login: Login,
  kept: Kept,
  part: number,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Buffer> {
  const form = forms[kept.format];
  const window = new Window(start, end);
  const rows = await records.pieces(kept, part);
  for (const row of rows) {
    if (window.skips(row.length)) continue;
    const piece = await records.piece(kept, row);
    yield* window.cut(form.head(piece));
    yield* lettersOf(context, login, kept, piece, window);
  }
  const length = rows.reduce((sum, row) => sum + row.length, 0);
  let at = 0;
  for (const row of rows) {
    const offset = at;
    at += row.length;
    if (window.skips(row.directory)) continue;
    yield* window.cut(form.directory(await records.piece(kept, row), offset));
  }
  const directory = rows.reduce((sum, row) => sum + row.directory, 0);
  const messages = rows.reduce((sum, row) => sum + row.messages, 0);
  yield* window.cut(form.end({ messages, pieces: rows.length, length, directory }));
}

async function* lettersOf(
  context: Context,
  login: Login,
  kept: Kept,
  piece: Piece,
  window: Window,
): AsyncGenerator<Buffer> {
  const form = forms[kept.format];
  const lengthOf = (letter: Letter) =>
    form.above(piece, letter).length + letter.length + form.below(letter).length;
  const wanted: Letter[] = [];
  let ahead = 0;
  for (const letter of piece.letters) {
    const length = lengthOf(letter);
    if (!wanted.length && window.skips(length)) continue;
    if (window.isBeyond(ahead)) break;
    wanted.push(letter);
    ahead += length;
  }
  const lend = lendIn(context, login, piece);
  let i = 0;
  for await (const { found } of readLetters(lend, wanted, false)) {
    const letter = wanted[i++]!;
    if (!found) throw changed();
    yield* window.cut(form.above(piece, letter));
    const measure = new Measure();
    const lines = form.lines();
    for await (const bytes of found.bytes) {
      measure.add(bytes);
      yield* window.cut(lines.push(bytes));
    }
    if (measure.size !== letter.size || measure.crc !== letter.crc) throw changed();
    yield* window.cut(lines.end());
    yield* window.cut(form.below(letter));
  }
}

const changed = () =>
  new Refusal('export-changed', 'A message is not what it was when the download was prepared.');

/** The bytes that are wanted, while all bytes pass. */
class Window {
  readonly #start: number;
  readonly #end: number;
  #at = 0;

  constructor(start: number, end: number) {
    this.#start = start;
    this.#end = end;
  }

  /** True, and past them, when none of the next so many bytes is wanted. */
  skips(length: number): boolean {
    const isWanted = this.#at + length > this.#start && this.#at <= this.#end;
    if (!isWanted) this.#at += length;
    return !isWanted;
  }

  /** Whether what begins so many bytes from here lies behind what is wanted. */
  isBeyond(ahead: number): boolean {
    return this.#at + ahead > this.#end;
  }

  *cut(bytes: Buffer): Generator<Buffer> {
    const from = Math.max(0, this.#start - this.#at);
    const to = Math.max(0, this.#end + 1 - this.#at);
    this.#at += bytes.length;
    const wanted = bytes.subarray(from, to);
    if (wanted.length) yield wanted;
  }
}
