import type { ImapFlow } from 'imapflow';
import type { SimpleRule } from '../../../shared/filters.ts';
import { toUidSet } from '../../../shared/values.ts';
import { fetchWhole } from '../../mail/fetch.ts';
import { readHeaderFields } from '../../mail/header-fields.ts';
import { toSequenceSet } from '../../mail/ranges.ts';
import { search } from '../../mail/search/command.ts';
import { anyOf, atom, type SearchToken } from '../../mail/search/criteria.ts';
import { type Asking, askingOf, type Fields } from './conditions.ts';

/** Headers read at a time, so that others are served between them. */
const CHUNK = 250;

type Rule = Pick<SimpleRule, 'match' | 'conditions'>;

/** Places of the conditions that cannot be asked over IMAP. */
export const unaskedOf = ({ conditions }: Rule): number[] =>
  conditions.flatMap((condition, place) => (askingOf(condition).by === 'nobody' ? [place] : []));

/**
 * Messages of the selected folder that the rule means: the server narrows them down, and the header fields of
 * the rest are compared as Sieve compares them. Conditions that cannot be asked are left out.
 *
 * @param isOver asked between the steps: true ends the search.
 * @returns UIDs, newest first.
 */
export async function findMatching(
  imap: ImapFlow,
  { match, conditions }: Rule,
  isOver: () => boolean = () => false,
): Promise<number[]> {
  const askings = conditions.map(askingOf).filter(({ by }) => by !== 'nobody');
  if (conditions.length && !askings.length) return [];
  const candidates = (await search(imap, narrow(match, askings))).sort((a, b) => b - a);
  const byFields = askings.flatMap((one) => (one.by === 'fields' ? [one] : []));
  // What the server has answered for all of them needs no second look.
  if (!byFields.length) return candidates;
  const answered = match === 'any' ? await answersOf(imap, askings) : new Set<number>();
  const names = [...new Set(byFields.flatMap(({ fields }) => fields))];
  const found: number[] = [];
  for (let i = 0; i < candidates.length && !isOver(); i += CHUNK) {
    const range = toSequenceSet(toUidSet(candidates.slice(i, i + CHUNK)));
    const read = await fetchWhole(imap, range, { uid: true, headers: names }, { uid: true });
    for (const { uid, headers } of read) {
      const of: Fields = readHeaderFields(headers);
      const holds =
        match === 'all'
          ? byFields.every((one) => one.holds(of))
          : answered.has(uid) || byFields.some((one) => one.holds(of));
      if (holds) found.push(uid);
    }
  }
  return found.sort((a, b) => b - a);
}

/** Everything that may match, as one search. */
function narrow(match: Rule['match'], askings: Asking[]): SearchToken[] {
  const keys = askings.map((one) => {
    if (one.by === 'search') return one.criteria;
    return one.by === 'fields' ? one.narrow : null;
  });
  if (match === 'all') {
    const all = keys.flatMap((key) => key ?? []);
    return all.length ? all : [atom('ALL')];
  }
  const some = keys.flatMap((key) => (key ? [key] : []));
  return some.length && some.length === keys.length ? anyOf(some) : [atom('ALL')];
}

/** Messages for which one of the conditions holds that the server answers alone. */
async function answersOf(imap: ImapFlow, askings: Asking[]): Promise<Set<number>> {
  const criteria = askings.flatMap((one) => (one.by === 'search' ? [one.criteria] : []));
  return new Set(criteria.length ? await search(imap, anyOf(criteria)) : []);
}
