/** Where a part stands in the stored message: its header from `start`, its body from `body` to `end`. */
export interface MappedPart {
  start: number;
  body: number;
  end: number;
}

interface Multipart {
  boundary: string;
  /** Section of the multipart and a dot, '' at the top. */
  prefix: string;
  count: number;
}

/** More of a header than this is not kept: the Content-Type stands before it or not at all. */
const MOST_HEADER = 256 * 1024;
/** A longer line is no boundary; its rest is passed over. */
const LONGEST_LINE = 16 * 1024;
const LF = 10;

/**
 * Finds the parts of a message while its bytes pass (RFC 2046 section 5.1.1), in constant memory. Attached
 * messages are parts like others: what is inside them is not looked at.
 */
export class MimeMap {
  readonly parts = new Map<string, MappedPart>();
  readonly #open: Multipart[] = [];
  #section = '';
  #current: MappedPart | null = { start: 0, body: 0, end: 0 };
  #isHeader = true;
  #header = '';
  /** Bytes of a line whose end is not here yet. */
  #rest: Buffer = Buffer.alloc(0);
  #isLineStart = true;
  #at = 0;
  /** Length of the line end before this line: it belongs to the boundary that follows it. */
  #lastEnd = 0;

  push(bytes: Buffer) {
    const input = this.#rest.length ? Buffer.concat([this.#rest, bytes]) : bytes;
    let from = 0;
    for (let lf = input.indexOf(LF); lf >= 0; lf = input.indexOf(LF, from)) {
      this.#line(input.subarray(from, lf + 1));
      from = lf + 1;
    }
    const rest = input.subarray(from);
    if (rest.length > LONGEST_LINE) this.#line(rest);
    this.#rest = rest.length > LONGEST_LINE ? Buffer.alloc(0) : Buffer.from(rest);
  }

  /** @returns the parts by section; '1' alone when the message is no multipart. */
  end(): Map<string, MappedPart> {
    if (this.#rest.length) this.#line(this.#rest);
    this.#close(this.#at);
    return this.parts;
  }

  /** A line with its end, or a piece of a very long one. */
  #line(line: Buffer) {
    const start = this.#at;
    this.#at += line.length;
    const level = this.#isLineStart ? this.#boundaryAt(line) : null;
    if (level) this.#boundary(level, start);
    else if (this.#isHeader) this.#headerLine(line);
    this.#isLineStart = line.at(-1) === LF;
    this.#lastEnd = this.#isLineStart ? (line.at(-2) === 13 ? 2 : 1) : 0;
  }

  #boundaryAt(line: Buffer): { level: number; isLast: boolean } | null {
    if (line[0] !== 45 || line[1] !== 45 || !this.#open.length) return null;
    const text = line.toString('latin1').trimEnd();
    for (let level = this.#open.length - 1; level >= 0; level--) {
      const mark = `--${this.#open[level]!.boundary}`;
      if (text === mark || text === `${mark}--`) return { level, isLast: text !== mark };
    }
    return null;
  }

  #boundary({ level, isLast }: { level: number; isLast: boolean }, start: number) {
    this.#close(start - this.#lastEnd);
    this.#open.length = isLast ? level : level + 1;
    this.#isHeader = !isLast;
    this.#header = '';
    if (isLast) return;
    const multipart = this.#open[level]!;
    this.#section = `${multipart.prefix}${++multipart.count}`;
    this.#current = { start: this.#at, body: this.#at, end: this.#at };
  }

  #headerLine(line: Buffer) {
    if (this.#header.length < MOST_HEADER) this.#header += line.toString('latin1');
    const isEmpty = this.#isLineStart && (line[0] === LF || (line[0] === 13 && line[1] === LF));
    if (!isEmpty) return;
    this.#isHeader = false;
    if (this.#current) this.#current.body = this.#at;
    const boundary = boundaryOf(this.#header);
    if (boundary === null) return;
    this.#current = null;
    const prefix = this.#section && `${this.#section}.`;
    this.#open.push({ boundary, prefix, count: 0 });
  }

  #close(end: number) {
    const part = this.#current;
    this.#current = null;
    if (!part) return;
    part.body = this.#isHeader ? end : part.body;
    this.parts.set(this.#section || '1', { ...part, end: Math.max(end, part.body) });
  }
}

const TYPE = /^content-type:[ \t]*multipart\/[^;\s]+(.*)/is;
const BOUNDARY = /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i;

/** The boundary that a header announces, or null when the entity is no multipart. */
function boundaryOf(header: string): string | null {
  const unfolded = header.replace(/\r?\n[ \t]/g, ' ');
  const field = unfolded.split(/\r?\n/).find((line) => /^content-type:/i.test(line)) ?? '';
  const [, quoted, plain] = BOUNDARY.exec(TYPE.exec(field)?.[1] ?? '') ?? [];
  const boundary = quoted?.replace(/\\(.)/g, '$1') ?? plain;
  return boundary ? boundary.trimEnd() : null;
}
