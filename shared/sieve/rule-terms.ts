import type { Condition } from '../filters.ts';
import type { Dialect } from './literals.ts';

/** How each subject can be compared, the commonest first. */
export const comparisonsOf = {
  from: ['contains', 'is', 'matches', 'regex', 'exists'],
  to: ['contains', 'is', 'matches', 'regex', 'exists'],
  cc: ['contains', 'is', 'matches', 'regex', 'exists'],
  recipients: ['contains', 'is', 'matches', 'regex'],
  list: ['contains', 'is', 'matches', 'regex', 'exists'],
  subject: ['contains', 'is', 'matches', 'regex', 'exists'],
  header: ['contains', 'is', 'matches', 'regex', 'exists'],
  size: ['over', 'under'],
  body: ['contains', 'matches', 'regex'],
  date: ['is', 'before', 'after'],
  contacts: ['yes'],
  plus: ['is', 'contains', 'matches', 'regex', 'exists'],
  spam: ['yes'],
} as const satisfies Record<Condition['on'], readonly Condition['how'][]>;

/** True for a pattern that ends in the middle of an escape: Pigeonhole 0.5 crashes at it, delivery and all. */
export const endsOpen = (pattern: string) => /\\*$/.exec(pattern)![0].length % 2 === 1;

/** What rules are written for. */
export interface Writing extends Dialect {
  has(extension: string): boolean;
}

/** Extensions that Pigeonhole has unless its administrator takes them away: what is written without better knowledge. */
const USUAL = new Set([
  ...['fileinto', 'reject', 'envelope', 'body', 'variables', 'relational', 'subaddress'],
  ...['imap4flags', 'regex', 'date', 'index', 'vacation', 'copy', 'include', 'mailbox'],
]);

/** @param extensions the server's own list; without it, what Pigeonhole usually has. */
export function writingFor(extensions?: readonly string[]): Writing {
  const offered = extensions ? new Set(extensions) : USUAL;
  return { variables: offered.has('variables'), has: (extension) => offered.has(extension) };
}

/** Comparators that mean “upper and lower case are the same”: any of them is read, the best offered is written. */
export const CASELESS = ['i;unicode-casemap', 'i;ascii-casemap'];

/** A field name (RFC 5322 section 3.6.8). */
export const isHeaderName = (name: string) => /^[!-9;-~]{1,100}$/.test(name);

/**
 * One address that Sieve servers take for sending on: no display name, no list, and no curly brackets, which
 * would begin a variable where a script has them.
 */
export const isSendable = (address: string) =>
  address.length <= 320 &&
  /^[\w!#$%&'*+/=?^`|~.-]{1,64}@[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?(\.[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?)*$/u.test(
    address,
  );

/** An IMAP keyword as an atom that Dovecot takes (RFC 9051 section 9). */
export const isKeyword = (keyword: string) => /^[!#$&'+-[^-z|}~]{1,100}$/.test(keyword);
