import type { UnplacedFault } from './faults.ts';

export type Mark = '[' | ']' | '(' | ')' | '{' | '}' | ',' | ';';

/** One piece of a script (RFC 5228 section 8.1). `start` and `end` are offsets into the source. */
export type Token = { start: number; end: number } & (
  | { kind: 'identifier'; name: string }
  /** Without the colon, in lower case. */
  | { kind: 'tag'; name: string }
  | { kind: 'number'; value: number }
  | { kind: 'string'; value: string; form: 'quoted' | 'multiline' }
  | { kind: Mark }
  /** Text that is no Sieve; its fault is told already. */
  | { kind: 'junk' }
  | { kind: 'end' }
);

export interface Comment {
  start: number;
  end: number;
  /** What stands between the marks. */
  text: string;
  form: 'hash' | 'bracket';
}

export interface Tokens {
  /** The last one is `end`. What lies between two is white space and comments. */
  tokens: Token[];
  comments: Comment[];
  faults: UnplacedFault[];
}

/** Cuts a script into tokens. Never fails and reads every character once. */
export function tokenize(source: string): Tokens {
  const found: Tokens = { tokens: [], comments: [], faults: [] };
  let at = 0;
  while (at < source.length) at = readOne(source, at, found);
  found.tokens.push({ kind: 'end', start: source.length, end: source.length });
  return found;
}

const BLANK = /[ \t\r\n]+/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const TAG = /:[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /([0-9]+)([KMG]?)/iy;
// Comments may stand between "text:" and the end of its line.
const MULTILINE = /text:[ \t]*(#[^\n]*|\r)?\n/iy;
const MULTILINE_WORD = /text:/iy;
const JUNK = /[^ \t\r\n"#/[\](){},;:A-Za-z0-9_]+|[\s\S]/y;
const MARKS = '[](){},;';

function readOne(source: string, at: number, found: Tokens): number {
  const first = source[at]!;
  if (MARKS.includes(first)) {
    found.tokens.push({ kind: first as Mark, start: at, end: at + 1 });
    return at + 1;
  }
  if (first === '"') return readQuoted(source, at, found);
  if (first === '#') return readHashComment(source, at, found);
  if (source.startsWith('/*', at)) return readBracketComment(source, at, found);
  const blank = match(BLANK, source, at);
  if (blank) return at + blank[0].length;
  if (match(MULTILINE_WORD, source, at)) return readMultiline(source, at, found);
  return readWord(source, at, found);
}

function readWord(source: string, at: number, found: Tokens): number {
  const { tokens, faults } = found;
  const word = match(WORD, source, at);
  if (word) {
    const end = at + word[0].length;
    tokens.push({ kind: 'identifier', name: word[0].toLowerCase(), start: at, end });
    return end;
  }
  const tag = match(TAG, source, at);
  if (tag) {
    const end = at + tag[0].length;
    tokens.push({ kind: 'tag', name: tag[0].slice(1).toLowerCase(), start: at, end });
    return end;
  }
  const number = match(NUMBER, source, at);
  if (number) {
    const [text, digits = '', unit = ''] = number;
    const end = at + text.length;
    const value = Number(digits) * 1024 ** ' KMG'.indexOf(unit.toUpperCase() || ' ');
    if (value > LARGEST) faults.push({ code: 'number-large', start: at, end });
    tokens.push({ kind: 'number', value, start: at, end });
    return end;
  }
  const end = at + match(JUNK, source, at)![0].length;
  const characters = [...source.slice(at, end)];
  const nul = characters.includes('\0');
  const code = nul ? 'nul' : 'character';
  faults.push({ code, start: at, end, words: { found: characters[0]! } });
  tokens.push({ kind: 'junk', start: at, end });
  return end;
}

// Pigeonhole counts in 64 bits.
const LARGEST = 2 ** 64;

function readQuoted(source: string, start: number, { tokens, faults }: Tokens): number {
  let value = '';
  let from = start + 1;
  let at = from;
  for (; at < source.length && source[at] !== '"'; at++) {
    if (source[at] !== '\\') continue;
    value += source.slice(from, at);
    from = ++at;
  }
  const closed = at < source.length;
  const end = Math.min(at + 1, source.length);
  value += source.slice(from, at);
  if (!closed) faults.push({ code: 'string-open', start, end: start + 1 });
  checkText(value, start, end, faults);
  tokens.push({ kind: 'string', form: 'quoted', value, start, end });
  return end;
}

/** Lines up to one that holds only a full stop; a line's first full stop is doubled (section 2.4.2). */
function readMultiline(source: string, start: number, { tokens, faults }: Tokens): number {
  const opening = match(MULTILINE, source, start);
  if (!opening) {
    const end = start + 'text:'.length;
    faults.push({ code: 'multiline-start', start, end });
    tokens.push({ kind: 'junk', start, end });
    return end;
  }
  const lines: string[] = [];
  for (let at = start + opening[0].length; at < source.length; ) {
    const newline = source.indexOf('\n', at);
    const next = newline === -1 ? source.length : newline + 1;
    const line = source.slice(at, next);
    if (line === '.\n' || line === '.\r\n') {
      const value = lines.join('');
      checkText(value, start, next, faults);
      tokens.push({ kind: 'string', form: 'multiline', value, start, end: next });
      return next;
    }
    lines.push(line.startsWith('.') ? line.slice(1) : line);
    at = next;
  }
  faults.push({ code: 'multiline-open', start, end: start + 'text:'.length });
  const value = lines.join('');
  tokens.push({ kind: 'string', form: 'multiline', value, start, end: source.length });
  return source.length;
}

function checkText(value: string, start: number, end: number, faults: UnplacedFault[]): void {
  if (value.includes('\0')) faults.push({ code: 'nul', start, end });
  if (/\r(?!\n)/.test(value)) faults.push({ code: 'carriage-return', start, end });
}

function readHashComment(source: string, start: number, { comments }: Tokens): number {
  const newline = source.indexOf('\n', start);
  let end = newline === -1 ? source.length : newline;
  if (source[end - 1] === '\r') end--;
  comments.push({ form: 'hash', start, end, text: source.slice(start + 1, end) });
  return end;
}

function readBracketComment(source: string, start: number, { comments, faults }: Tokens): number {
  const close = source.indexOf('*/', start + 2);
  const end = close === -1 ? source.length : close + 2;
  if (close === -1) faults.push({ code: 'comment-open', start, end: start + 2 });
  const text = source.slice(start + 2, close === -1 ? end : close);
  comments.push({ form: 'bracket', start, end, text });
  return end;
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
