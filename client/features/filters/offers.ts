import type { Action, Condition, SimpleRule } from '../../../shared/filters.ts';
import { comparisonsOf } from '../../../shared/sieve/rule-terms.ts';

export type Subject = Condition['on'];
export type Comparison = Condition['how'];

/** In the order in which people look for them. */
export const actionKinds = [
  'move',
  'copy',
  'tag',
  'star',
  'read',
  'redirect',
  'reply',
  'reject',
  'discard',
  'keep',
] as const satisfies Action['do'][];
export type ActionKind = (typeof actionKinds)[number];

const ofSubject: Partial<Record<Subject, string[]>> = {
  body: ['body'],
  date: ['date', 'relational'],
  plus: ['envelope', 'subaddress'],
};
const ofAction: Partial<Record<Action['do'], string[]>> = {
  move: ['fileinto'],
  copy: ['fileinto', 'copy'],
  tag: ['imap4flags'],
  star: ['imap4flags'],
  read: ['imap4flags'],
  reject: ['reject'],
  reply: ['vacation'],
};

/** The Sieve extensions that a condition lives by (RFC 5228 section 6), without those of a base server. */
export const needsOf = (on: Subject, how?: Comparison): string[] => [
  ...(ofSubject[on] ?? []),
  ...(how === 'regex' ? ['regex'] : []),
];

export const needsOfAction = (kind: Action['do'], keep = false): string[] => [
  ...(ofAction[kind] ?? []),
  ...(kind === 'redirect' && keep ? ['copy'] : []),
];

/** What of these the server lacks. An `ereject` stands in for `reject` (RFC 5429). */
export const lackingOf = (needs: string[], extensions: string[]): string[] =>
  needs.filter(
    (one) => !extensions.includes(one) && !(one === 'reject' && extensions.includes('ereject')),
  );

/** The comparisons that this server can make of a subject. */
export const offeredComparisons = (on: Subject, extensions: string[]): Comparison[] =>
  [...comparisonsOf[on]].filter((how) => lackingOf(needsOf(on, how), extensions).length === 0);

export const offeredSubjects = (subjects: readonly Subject[], extensions: string[]): Subject[] =>
  subjects.filter((on) => offeredComparisons(on, extensions).length > 0);

export const offeredActions = (extensions: string[]): ActionKind[] =>
  actionKinds.filter((kind) => lackingOf(needsOfAction(kind), extensions).length === 0);

/** True where a condition is complete without a value. */
export const needsNoValue = (how: Comparison): boolean => how === 'exists' || how === 'yes';

/** Subjects whose values are addresses or parts of them. */
export const isOfAddresses = (on: Subject): boolean =>
  on === 'from' || on === 'to' || on === 'cc' || on === 'recipients';

/** What a rule lives by and this server lacks. */
export function lackingOfRule({ conditions, actions }: SimpleRule, extensions: string[]): string[] {
  const needs = [
    ...conditions.flatMap(({ on, how }) => needsOf(on, how)),
    ...actions.flatMap((one) => needsOfAction(one.do, one.do === 'redirect' && one.keep)),
  ];
  return lackingOf([...new Set(needs)], extensions);
}
