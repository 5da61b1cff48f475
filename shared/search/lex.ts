import { readOperator } from './operators.ts';
import type { Kind } from './terms.ts';

/** One piece of a query text: a word, a quoted phrase, or an operator with its value. */
export interface Token {
  not: boolean;
  /** The operator; `words` when there is none. */
  kind: Kind;
  value: string;
  quoted: boolean;
  /** As it stands in the text, without the minus. */
  typed: string;
  /** Where the piece, minus included, begins and ends in the text. */
  start: number;
  end: number;
}

const BLANK = /[\s\p{Cc}]/u;

/** Cuts a query text into its pieces. Never fails: what is no operator is a word. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (BLANK.test(text[at]!)) {
      at++;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function readToken(text: string, start: number): Token {
  const not = text[start] === '-' && /^-[^\s\p{Cc}-]/u.test(text.slice(start, start + 3));
  const from = start + (not ? 1 : 0);
  const [prefix, kind] = readPrefix(text, from);
  const { value, quoted, end } = readValue(text, from + prefix.length);
  const typed = text.slice(from, end);
  if (value === '' && kind !== 'words')
    return { not, kind: 'words', value: prefix, quoted: false, typed, start, end };
  return { not, kind, value, quoted, typed, start, end };
}

function readPrefix(text: string, from: number): [prefix: string, kind: Kind] {
  const [prefix, name] = /^(\p{L}{1,12}):/u.exec(text.slice(from, from + 14)) ?? [];
  const kind = name === undefined ? undefined : readOperator(name);
  return prefix !== undefined && kind ? [prefix, kind] : ['', 'words'];
}

function readValue(text: string, from: number): { value: string; quoted: boolean; end: number } {
  if (text[from] !== '"') {
    let end = from;
    while (end < text.length && !BLANK.test(text[end]!)) end++;
    return { value: tidy(text.slice(from, end)), quoted: false, end };
  }
  let value = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    value += text[at];
  }
  // A quote that nobody closed yet reaches to the end.
  return { value: tidy(value), quoted: true, end: Math.min(text.length, at + 1) };
}

/** Text as it is looked for: one line, one spelling of composed letters. */
export const tidy = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
