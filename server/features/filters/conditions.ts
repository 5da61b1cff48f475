import type { Condition } from '../../../shared/filters.ts';
import { readAddressList } from '../../mail/address-list.ts';
import { decodeWords } from '../../mail/encoded-words.ts';
import { anyOf, atom, day, type SearchToken, text as said } from '../../mail/search/criteria.ts';
import { matches } from './wildcards.ts';

/** How a condition is answered over IMAP, as near to what Sieve does at delivery as it can be. */
export type Asking =
  /** By the server alone. */
  | { by: 'search'; criteria: SearchToken[] }
  /** By these header fields; `narrow` is what the server can leave out before, null = nothing. */
  | { by: 'fields'; fields: string[]; holds: (of: Fields) => boolean; narrow: SearchToken[] | null }
  /** Not at all. */
  | { by: 'nobody' };

/** Header fields of a message by lower-case name, as they stand. */
export type Fields = Map<string, string[]>;

/** Where servers note to whom a message was delivered: the envelope is gone by then. */
const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to'];

/** How the condition is asked, its negation included. */
export function askingOf(condition: Condition): Asking {
  const plain = plainAsking(condition);
  if (!condition.not || plain.by === 'nobody') return plain;
  if (plain.by === 'search') return { by: 'search', criteria: [atom('NOT'), ...plain.criteria] };
  return { ...plain, holds: (of) => !plain.holds(of), narrow: null };
}

function plainAsking(condition: Condition): Asking {
  const { on, how, values } = condition;
  if (how === 'regex') return { by: 'nobody' };
  switch (on) {
    case 'from':
    case 'to':
    case 'cc':
      return aboutPeople([on], condition);
    case 'recipients':
      return aboutPeople(['to', 'cc', ...DELIVERED], condition);
    case 'contacts':
      return aboutPeople(['from'], { ...condition, how: 'is' });
    case 'subject':
      return aboutText(['subject'], condition);
    case 'header':
      return aboutText(
        (condition.header ?? '').split(',').map((name) => name.trim()),
        condition,
      );
    case 'list':
      return aboutList(condition);
    case 'plus':
      return aboutDetail(condition);
    case 'spam':
      return { by: 'search', criteria: SPAM };
    case 'size':
      return bySearch(
        values.map((bytes) => [atom(how === 'over' ? 'LARGER' : 'SMALLER'), atom(bytes)]),
      );
    case 'body':
      if (how !== 'contains') return { by: 'nobody' };
      return bySearch(values.map((value) => [atom('BODY'), said(value)]));
    case 'date':
      return bySearch(values.map((day) => dayCriteria(how, day)));
  }
}

/** X-Spam-Flag, X-Spam and `$Junk`, as the rule asks at delivery. */
const SPAM: SearchToken[] = anyOf([
  [atom('HEADER'), atom('X-Spam-Flag'), atom('yes')],
  [atom('HEADER'), atom('X-Spam'), atom('yes')],
  [atom('KEYWORD'), atom('$Junk')],
]);

/** An address is, or has the form of, a value; words are looked for in the name as well. */
function aboutPeople(fields: string[], condition: Condition): Asking {
  const { how, values } = condition;
  const byAddress = how === 'is' || how === 'matches';
  const texts = (of: Fields) => {
    const found = fields.flatMap((name) => of.get(name) ?? []);
    return byAddress ? found.flatMap(addressesIn) : found.map(decodeWords);
  };
  return asking(fields, condition, texts, values);
}

const aboutText = (names: string[], condition: Condition): Asking => {
  const fields = names.map((name) => name.toLowerCase());
  const texts = (of: Fields) => fields.flatMap((name) => (of.get(name) ?? []).map(decodeWords));
  return asking(fields, condition, texts, condition.values);
};

/** The list's name stands in angle brackets, after words about it (RFC 2919). */
function aboutList(condition: Condition): Asking {
  if (condition.how !== 'is') return aboutText(['list-id'], condition);
  const values = condition.values.map((value) => `<${value}>`);
  return aboutText(['list-id'], { ...condition, how: 'contains', values });
}

/** What follows the plus sign in an address that the message was for (RFC 5233). */
function aboutDetail(condition: Condition): Asking {
  const fields = [...DELIVERED, 'to', 'cc'];
  const texts = (of: Fields) =>
    fields
      .flatMap((name) => (of.get(name) ?? []).flatMap(addressesIn))
      .flatMap((address) => /\+([^@]*)@[^@]*$/.exec(address)?.[1] ?? []);
  if (condition.how === 'exists')
    return { by: 'fields', fields, holds: (of) => texts(of).some(Boolean), narrow: null };
  return { ...asking(fields, condition, texts, condition.values), narrow: null } as Asking;
}

function asking(
  fields: string[],
  { how }: Condition,
  texts: (of: Fields) => string[],
  values: string[],
): Asking {
  if (how === 'exists') {
    const narrow = anyOf(fields.map((name) => [atom('HEADER'), said(name), said('')]));
    return { by: 'fields', fields, holds: (of) => fields.some((name) => of.has(name)), narrow };
  }
  const compare = comparisons[how];
  if (!compare) return { by: 'nobody' };
  const wanted = values.map(fold);
  const holds = (of: Fields) =>
    texts(of).some((text) => {
      const found = fold(text.slice(0, LONGEST));
      return wanted.some((value) => compare(found, value));
    });
  return { by: 'fields', fields, holds, narrow: narrowing(fields, how, values) };
}

/** A header of a megabyte exists; nobody filters by its end. */
const LONGEST = 4096;
/** More alternatives make a command that no server reads. */
const MOST_ALTERNATIVES = 40;

const comparisons: Partial<Record<Condition['how'], (text: string, value: string) => boolean>> = {
  is: (text, value) => text.trim() === value.trim(),
  contains: (text, value) => text.includes(value),
  matches,
};

/** Messages that may hold: every field of an address or a word holds its text. */
function narrowing(
  fields: string[],
  how: Condition['how'],
  values: string[],
): SearchToken[] | null {
  const words = values.map((value) => (how === 'matches' ? longestWord(value) : value));
  if (fields.length * words.length > MOST_ALTERNATIVES || words.some((word) => !word)) return null;
  return anyOf(
    fields.flatMap((name) => words.map((word) => [atom('HEADER'), said(name), said(word)])),
  );
}

const longestWord = (pattern: string) =>
  pattern
    .split(/[*?\\]/)
    .reduce((longest, word) => (word.length > longest.length ? word : longest), '');

const fold = (text: string) => text.normalize('NFC').toLowerCase();

const addressesIn = (value: string) => readAddressList(value).map(({ address }) => address);

/** The day on the server's clock (RFC 3501 section 6.4.4). */
function dayCriteria(how: Condition['how'], value: string): SearchToken[] {
  const date = new Date(`${value}T00:00:00Z`);
  // What is no day stands in no folder.
  if (Number.isNaN(date.getTime())) return [atom('NOT'), atom('ALL')];
  if (how === 'is') return [atom('ON'), day(date)];
  if (how === 'before') return [atom('BEFORE'), day(date)];
  date.setUTCDate(date.getUTCDate() + 1);
  return [atom('SINCE'), day(date)];
}

const bySearch = (alternatives: SearchToken[][]): Asking =>
  alternatives.length ? { by: 'search', criteria: anyOf(alternatives) } : { by: 'nobody' };
