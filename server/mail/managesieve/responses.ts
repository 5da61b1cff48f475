/** A piece of a response (RFC 5804 section 4). */
export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'word'; word: string }
  | { kind: 'open' | 'close' };

/** What the server says when a command is over. */
export interface Ending {
  result: 'OK' | 'NO' | 'BYE';
  /** RFC 5804 section 1.3, upper case, as `QUOTA/MAXSIZE`; '' = none. */
  code: string;
  /** Its words for people. */
  text: string;
}

/** The road to the server is broken, or what speaks at its end is no ManageSieve server, or floods us. */
export class SieveBroken extends Error {}

/** RFC 5804 section 1.4 lets a server send lines of 1,024 octets; some list many extensions. */
const LONGEST_LINE = 64 * 1024;
/** A script and what is around it. */
export const LONGEST_LITERAL = 4 * 1024 * 1024;
const MOST_TOKENS = 1000;

/**
 * Reads the first response of what the server has sent: all tokens up to the end of a line, with their
 * literals.
 *
 * @returns the tokens and how many bytes they took; or how many bytes there must be before it is worth
 *   looking again.
 * @throws SieveBroken
 */
export function readResponse(
  bytes: Buffer,
): { tokens: Token[]; length: number } | { needed: number } {
  const tokens: Token[] = [];
  let at = 0;
  /** Bytes that are no literal. */
  let plain = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n', at);
    plain += (end < 0 ? bytes.length : end) - at;
    if (plain > LONGEST_LINE) throw new SieveBroken('The server sends a line without end.');
    if (end < 0) return { needed: bytes.length + 1 };
    const line = bytes.toString('utf8', at, end);
    const literal = readLine(line, tokens);
    at = end + 2;
    if (tokens.length > MOST_TOKENS) throw new SieveBroken('The server says too much at once.');
    if (literal === null) return { tokens, length: at };
    if (literal > LONGEST_LITERAL) throw new SieveBroken('The server sends too large a text.');
    if (bytes.length < at + literal) return { needed: at + literal };
    tokens.push({ kind: 'text', text: bytes.toString('utf8', at, at + literal) });
    at += literal;
  }
}

const TOKEN = /[ \t]*(?:"((?:[^"\\]|\\.)*)"|\{(\d{1,10})\+?\}$|([()])|([^\s"(){}]+))/y;

/** @returns the length of the literal that follows the line, null when none does. */
function readLine(line: string, tokens: Token[]): number | null {
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(line);
    if (!found) {
      if (!line.slice(from).trim()) return null;
      throw new SieveBroken('The server does not speak ManageSieve.');
    }
    const [, quoted, literal, paren, word] = found;
    if (literal !== undefined) return Number(literal);
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replace(/\\(.)/g, '$1') });
    else if (paren) tokens.push({ kind: paren === '(' ? 'open' : 'close' });
    else tokens.push({ kind: 'word', word: word!.toUpperCase() });
  }
  return null;
}

/** The end of a command, or null for a line of its data. */
export function toEnding(tokens: Token[]): Ending | null {
  const [first] = tokens;
  if (first?.kind !== 'word') return null;
  const { word: result } = first;
  if (result !== 'OK' && result !== 'NO' && result !== 'BYE')
    throw new SieveBroken('The server does not speak ManageSieve.');
  const code = tokens[1]?.kind === 'open' && tokens[2]?.kind === 'word' ? tokens[2].word : '';
  const after = tokens.findLastIndex(({ kind }) => kind === 'close') + 1;
  const words = tokens.slice(Math.max(1, after)).find((token) => token.kind === 'text');
  return { result, code, text: words?.text ?? '' };
}

/** The texts of a line of data. */
export const textsOf = (tokens: Token[]): string[] =>
  tokens.flatMap((token) => (token.kind === 'text' ? [token.text] : []));

/**
 * A string as a client says it. Bytes are counted, not characters: a script cannot end its own literal
 * and begin a command (security S-32).
 */
export function literal(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from(`{${bytes.length}+}\r\n`), bytes]);
}
