/**
 * Undoes a transfer encoding (RFC 2045 section 6) piece by piece. `state` is what waits for the next
 * piece, a few bytes at most: with it decoding can begin again in the middle.
 */
export interface TransferDecoder {
  readonly state: string;
  push(bytes: Buffer): Buffer;
  /** What is left at the end. */
  end(): Buffer;
}

/** @param state of a decoder that stood at the same place, '' at the beginning. */
export function transferDecoder(encoding: string | undefined, state = ''): TransferDecoder {
  const name = encoding?.trim().toLowerCase();
  if (name === 'base64') return new Base64Decoder(state);
  if (name === 'quoted-printable') return new QuotedPrintableDecoder(state);
  return { state: '', push: (bytes) => bytes, end: () => Buffer.alloc(0) };
}

const NOT_BASE64 = /[^A-Za-z0-9+/=]+/g;

class Base64Decoder implements TransferDecoder {
  state: string;

  constructor(state: string) {
    this.state = state;
  }

  push(bytes: Buffer): Buffer {
    const text = this.state + bytes.toString('latin1').replace(NOT_BASE64, '');
    // After padding another run may begin: some writers encode in pieces.
    const runs = text.split(/=+/);
    const last = runs.pop() ?? '';
    const whole = last.length - (last.length % 4);
    this.state = last.slice(whole);
    return Buffer.concat([...runs, last.slice(0, whole)].map(fromBase64));
  }

  end(): Buffer {
    return fromBase64(this.state);
  }
}

const fromBase64 = (text: string) => Buffer.from(text, 'base64');

/** Blanks that are more than this are written, whatever follows. */
const MOST_BLANKS = 1024;
const [TAB, LF, CR, SPACE, EQUALS] = [9, 10, 13, 32, 61];

/** In one pass: a regular expression for trailing blanks takes minutes for a megabyte of them (security S-48). */
class QuotedPrintableDecoder implements TransferDecoder {
  state: string;

  constructor(state: string) {
    this.state = state;
  }

  push(bytes: Buffer): Buffer {
    return this.#decode(Buffer.concat([Buffer.from(this.state, 'latin1'), bytes]), false);
  }

  end(): Buffer {
    return this.#decode(Buffer.from(this.state, 'latin1'), true);
  }

  #decode(input: Buffer, isEnd: boolean): Buffer {
    const output = Buffer.alloc(input.length);
    let written = 0;
    let at = 0;
    while (at < input.length) {
      const byte = input[at]!;
      if (byte !== EQUALS && byte !== SPACE && byte !== TAB) {
        output[written++] = byte;
        at++;
        continue;
      }
      const afterSign = byte === EQUALS ? at + 1 : at;
      const end = skipBlanks(input, afterSign);
      // Two digits may follow a sign, and a line's end is two bytes as well.
      const waits = end >= input.length - (byte === EQUALS ? 2 : 1) && end - at <= MOST_BLANKS;
      if (waits && !isEnd) break;
      const lineEnd = lineEndAt(input, end);
      if (byte === EQUALS) {
        const value = hexAt(input, afterSign);
        if (value !== null) output[written++] = value;
        if (value !== null) at += 3;
        else if (lineEnd !== null) at = lineEnd;
        else output[written++] = input[at++]!;
      } else if (lineEnd !== null) {
        at = end;
      } else {
        written += input.copy(output, written, at, end);
        at = end;
      }
    }
    this.state = input.toString('latin1', at);
    return output.subarray(0, written);
  }
}

function skipBlanks(input: Buffer, from: number): number {
  let at = from;
  while (input[at] === SPACE || input[at] === TAB) at++;
  return at;
}

/** Where the line after this end begins, or null when no line ends here. The input's end is one. */
function lineEndAt(input: Buffer, at: number): number | null {
  if (at >= input.length) return at;
  if (input[at] === LF) return at + 1;
  return input[at] === CR && input[at + 1] === LF ? at + 2 : null;
}

function hexAt(input: Buffer, at: number): number | null {
  const digits = input.toString('latin1', at, at + 2);
  return /^[0-9A-Fa-f]{2}$/.test(digits) ? Number.parseInt(digits, 16) : null;
}
