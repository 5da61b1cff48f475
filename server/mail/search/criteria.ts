import { type Factor, isTextTerm, type Query, type Term } from '../../../shared/search/terms.ts';
import { periodOf } from '../../../shared/search/values.ts';

/** A token of an IMAP command, as the library compiles it: never text put together by hand (security S-25). */
export type SearchToken =
  | { type: 'ATOM' | 'STRING'; value: string }
  | { type: 'LITERAL'; value: Buffer };

/**
 * How much is looked at. `names`: only what the server has at hand of every message, subject and people;
 * it finds a part of what `all` finds, at once.
 */
export type Depth = 'names' | 'all';

/** What a folder can be asked. */
export interface Abilities {
  /** True when every message of the folder says by a keyword whether it has files. */
  marked: boolean;
}

/**
 * Conditions as IMAP search keys (RFC 3501 section 6.4.4), in prefix form that needs no parentheses.
 * Conditions on the structure become the widest that IMAP can say: see `refine.ts`.
 *
 * @returns null when nothing can match at this depth.
 */
export function toCriteria(query: Query, depth: Depth, can: Abilities): SearchToken[] | null {
  const keys: SearchToken[] = [];
  for (const clause of query) {
    const alternatives = clause.flatMap((factor) => toKey(factor, depth, can));
    if (!alternatives.length) return null;
    keys.push(...anyOf(alternatives));
  }
  return keys.length ? keys : [atom('ALL')];
}

/** True when the text of messages has to be read for an answer. */
export const needsText = (query: Query) =>
  query.flat().some(({ term }) => term.kind === 'words' || term.kind === 'body');

/** True when a part of the answer can be found without reading texts. */
export const hasQuickPart = (query: Query) =>
  needsText(query) &&
  query.every((clause) =>
    clause.some(({ not, term }) => term.kind !== 'body' && !(not && term.kind === 'words')),
  );

/** True for what IMAP cannot say of a message and its structure does. */
export const isStructural = ({ term }: Factor, { marked }: Abilities) =>
  term.kind === 'filename' || (term.kind === 'has' && !marked);

function toKey(factor: Factor, depth: Depth, can: Abilities): SearchToken[][] {
  const { not, term } = factor;
  if (isStructural(factor, can)) {
    const couldHave = term.kind === 'filename' && !not && can.marked;
    return [couldHave ? [atom('UNKEYWORD'), atom('$HasNoAttachment')] : [atom('ALL')]];
  }
  if (depth === 'names' && term.kind === 'body') return [];
  if (depth === 'names' && term.kind === 'words') return not ? [] : [inAny(AT_HAND, term.text)];
  return [not ? [atom('NOT'), ...exactly(term)] : exactly(term)];
}

const PEOPLE = ['FROM', 'TO', 'CC', 'BCC'];
/** What servers keep beside each message; Bcc, which hardly any has, is seldom among it. */
const AT_HAND = ['SUBJECT', 'FROM', 'TO', 'CC'];
/** What a reader sees. TEXT would find words in Message-IDs and on the mail's way here. */
const SEEN = ['SUBJECT', ...PEOPLE, 'BODY'];

const inAny = (keys: string[], value: string) => anyOf(keys.map((key) => [atom(key), text(value)]));

function exactly(term: Term): SearchToken[] {
  switch (term.kind) {
    case 'words':
      return inAny(SEEN, term.text);
    case 'with':
      return inAny(PEOPLE, term.text);
    case 'list':
      return [atom('HEADER'), atom('List-Id'), text(term.text)];
    case 'tag':
      return [atom('KEYWORD'), atom(term.text)];
    case 'has':
      return [atom('KEYWORD'), atom('$HasAttachment')];
    case 'is':
      return [atom(states[term.state])];
    case 'larger':
    case 'smaller':
      return [atom(term.kind.toUpperCase()), atom(String(term.bytes))];
    case 'before':
      return [atom('BEFORE'), day(periodOf(term.date).from)];
    case 'after':
      return [atom('SINCE'), day(periodOf(term.date).from)];
    case 'on':
      return onDays(periodOf(term.date));
    default:
      return [atom(term.kind.toUpperCase()), ...(isTextTerm(term) ? [text(term.text)] : [])];
  }
}

const states = {
  unread: 'UNSEEN',
  read: 'SEEN',
  starred: 'FLAGGED',
  unstarred: 'UNFLAGGED',
  answered: 'ANSWERED',
  unanswered: 'UNANSWERED',
};

/** SINCE and BEFORE together are two keys; this says the same in one, so that NOT and OR can hold it. */
const onDays = ({ from, until }: { from: Date; until: Date }) =>
  until.getTime() - from.getTime() === DAY
    ? [atom('ON'), day(from)]
    : [
        ...[atom('NOT'), atom('OR')],
        ...[atom('BEFORE'), day(from)],
        ...[atom('SINCE'), day(until)],
      ];

const DAY = 86_400_000;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A day (RFC 3501 `date`), of UTC. */
export const day = (date: Date) =>
  atom(`${date.getUTCDate()}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()}`);

/** Alternatives in prefix form, which needs no parentheses: OR a OR b c. */
export function anyOf(keys: SearchToken[][]): SearchToken[] {
  const [first = [], ...rest] = keys;
  return rest.length ? [atom('OR'), ...first, ...anyOf(rest)] : first;
}

export const atom = (value: string): SearchToken => ({ type: 'ATOM', value });

/** 8-bit text goes as a literal, counted in bytes; a quoted string is for ASCII alone. */
export const text = (value: string): SearchToken =>
  /^[\x20-\x7e]*$/.test(value)
    ? { type: 'STRING', value }
    : { type: 'LITERAL', value: Buffer.from(value, 'utf8') };
