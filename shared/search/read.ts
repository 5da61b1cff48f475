import { lex, type Token } from './lex.ts';
import { isAttachmentWord, readState } from './operators.ts';
import type { Clause, Factor, Problem, Query, Term } from './terms.ts';
import { readDate, readSize } from './values.ts';

/** More conditions than anybody types; each costs the server work. */
const MAX_TERMS = 40;

/**
 * A query text as terms. It forgives: an operator without its value is a word, a quote without its end
 * reaches to the end. What cannot be right (a size that is none) is told as a problem and left out.
 */
export function readQuery(text: string): { query: Query; problems: Problem[] } {
  const query: Query = [];
  const problems: Problem[] = [];
  const tokens = lex(text).filter(({ value }) => value !== '');
  let joins = false;
  let count = 0;
  tokens.forEach((token, i) => {
    if (isOr(token) && !joins && i > 0 && i < tokens.length - 1) {
      joins = true;
      return;
    }
    const term = readTerm(token);
    if ('typed' in term) problems.push(term);
    else if (++count <= MAX_TERMS) add(query, { not: token.not, term }, joins);
    joins = false;
  });
  if (count > MAX_TERMS) problems.push({ kind: 'many', typed: String(MAX_TERMS) });
  return { query, problems };
}

/** "OR" and, for French hands, "OU", between two conditions. */
const isOr = ({ kind, not, quoted, value }: Token) =>
  kind === 'words' && !not && !quoted && (value === 'OR' || value === 'OU');

function add(query: Query, factor: Factor, joins: boolean) {
  const last: Clause | undefined = query.at(-1);
  if (joins && last) last.push(factor);
  else query.push([factor]);
}

function readTerm({ kind, value, quoted, typed }: Token): Term | Problem {
  switch (kind) {
    case 'larger':
    case 'smaller': {
      const bytes = readSize(value);
      return bytes === null ? { kind: 'size', typed } : { kind, bytes };
    }
    case 'before':
    case 'after':
    case 'on': {
      const date = readDate(value);
      return date === null ? { kind: 'date', typed } : { kind, date };
    }
    case 'is': {
      const state = readState(value);
      return state === undefined ? { kind: 'state', typed } : { kind, state };
    }
    case 'has':
      return isAttachmentWord(value) ? { kind, what: 'attachment' } : { kind: 'has', typed };
    case 'with':
      // "avec:pj" is how French asks for files; a person of that name is quoted.
      return !quoted && isAttachmentWord(value)
        ? { kind: 'has', what: 'attachment' }
        : { kind, text: value };
    case 'tag':
      return isKeyword(value) ? { kind, text: value } : { kind: 'tag', typed };
    default:
      return { kind, text: value };
  }
}

/** What IMAP takes as a keyword: an atom (RFC 3501, flag-keyword). */
const isKeyword = (text: string) => /^[!#$&'+,\-./0-9:;<=>?@A-Z^_`a-z|~]{1,100}$/.test(text);
