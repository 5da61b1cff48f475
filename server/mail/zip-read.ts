import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { Refusal } from '../../shared/refusal.ts';

/** A file of a zip, to be read before the next one is asked for. */
export interface PackedFile {
  /** With `/` between directories; never leads outside. */
  name: string;
  bytes: AsyncIterable<Buffer>;
}

/** Limits of what a zip may unpack to (security S-24, ASVS 5.2.3): mail packs ten to one at best. */
const MOST = { files: 120_000, ratio: 100, free: 10_000_000, bytes: 4_000_000_000 };
/** Packed bytes taken at a time: what they unpack to is in memory. */
const SLICE = 16 * 1024;
const LONGEST_END = 22 + 65_535;

type Step = { name: string } | { bytes: Buffer } | 'end';

/**
 * Unpacks a zip while it arrives. Nothing is written to a disk, and no name becomes a path; a link is the file that holds
 * where it leads, no more.
 *
 * @throws Refusal `archive-unsafe` (S-22, S-24) or `not-mail` for what is no whole zip.
 */
export async function* readZip(file: AsyncIterable<Buffer>): AsyncGenerator<PackedFile> {
  const unpacking = new Unpacking(file);
  for (let step = await unpacking.next(); step !== null; step = await unpacking.next()) {
    if (step === 'end' || !('name' in step)) continue;
    const bytes = unpacking.bytes();
    yield { name: step.name, bytes };
    // What nobody wanted of it.
    for await (const _rest of bytes);
  }
}

class Unpacking {
  readonly #input: AsyncGenerator<Buffer>;
  readonly #steps: Step[] = [];
  readonly #unzip: Unzip;
  #files = 0;
  #packed = 0;
  #unpacked = 0;
  #isOver = false;
  #tail: Buffer = Buffer.alloc(0);

  constructor(file: AsyncIterable<Buffer>) {
    this.#input = inSlices(file);
    this.#unzip = new Unzip((one) => this.#begin(one));
    this.#unzip.register(UnzipInflate);
  }

  async next(): Promise<Step | null> {
    while (!this.#steps.length) {
      if (this.#isOver) return null;
      const { done, value } = await this.#input.next();
      if (done) this.#end();
      else this.#push(value);
    }
    return this.#steps.shift()!;
  }

  async *bytes(): AsyncGenerator<Buffer> {
    for (let step = await this.next(); step && step !== 'end'; step = await this.next())
      if ('bytes' in step) yield step.bytes;
  }

  #begin(file: UnzipFile) {
    if (++this.#files > MOST.files) throw unsafe('too many files');
    if (isUnsafe(file.name)) throw unsafe('a name that leads outside');
    this.#steps.push({ name: file.name });
    file.ondata = (error, bytes, isLast) => {
      if (error) throw error;
      this.#unpacked += bytes.length;
      if (this.#unpacked > MOST.bytes || this.#unpacked > MOST.free + this.#packed * MOST.ratio)
        throw unsafe('far more than it says');
      if (bytes.length) this.#steps.push({ bytes: Buffer.from(bytes) });
      if (isLast) this.#steps.push('end');
    };
    file.start();
  }

  #push(piece: Buffer) {
    this.#packed += piece.length;
    this.#tail = Buffer.concat([this.#tail, piece]).subarray(-LONGEST_END);
    this.#unpack(piece, false);
  }

  #end() {
    this.#isOver = true;
    this.#unpack(Buffer.alloc(0), true);
    // A file that was cut between two messages would else pass for a whole one.
    const end = this.#tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
    const count =
      end >= 0 && end + 12 <= this.#tail.length ? this.#tail.readUInt16LE(end + 10) : -1;
    if (count < 0 || (count !== 0xffff && count !== this.#files)) throw broken();
  }

  #unpack(piece: Buffer, isLast: boolean) {
    try {
      this.#unzip.push(piece, isLast);
    } catch (error) {
      throw error instanceof Refusal ? error : broken(error);
    }
  }
}

async function* inSlices(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of file)
    for (let at = 0; at < piece.length; at += SLICE) yield piece.subarray(at, at + SLICE);
}

function isUnsafe(name: string): boolean {
  const hasControl = /\p{Cc}/u.test(name);
  return hasControl || /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..');
}

const unsafe = (why: string) => new Refusal('archive-unsafe', `The archive holds ${why}.`);
const broken = (cause?: unknown) =>
  new Refusal('not-mail', 'The archive is broken or not whole.', {}, cause);
