import type { Filters, Forwarding, Rule } from '../../../shared/filters.ts';
import type { Block } from '../../../shared/sieve/blocks.ts';
import { readScriptFile } from '../../../shared/sieve/script-file.ts';
import type { ScriptState } from './script-state.ts';

/** What the filters page changes; what is left out stays. */
export interface Parts {
  rules?: Rule[] | undefined;
  blocked?: string[] | undefined;
  forwarding?: Forwarding | undefined;
}

const NO_FORWARDING: Forwarding = { enabled: false, addresses: [], keep: true };

/** The script as the filters page shows it. */
export function toFilters({
  version,
  blocks,
  extensions,
  active,
  ownScript,
}: ScriptState): Filters {
  return {
    version,
    rules: rulesOf(blocks).map(withoutContacts),
    blocked: blockedOf(blocks),
    forwarding: blocks.find((block) => block.kind === 'forwarding')?.forwarding ?? NO_FORWARDING,
    ownScript: ownScript && { ...ownScript, editable: editableIn(ownScript.source) },
    extensions,
    active,
  };
}

export const rulesOf = (blocks: Block[]): Rule[] =>
  blocks.flatMap((block) => (block.kind === 'rule' ? [block.rule] : []));

export const blockedOf = (blocks: Block[]): string[] => [
  ...new Set(blocks.flatMap((block) => (block.kind === 'blocked' ? block.senders : []))),
];

/** The address book is the page's to read elsewhere: its addresses are written in anew with every write. */
function withoutContacts(rule: Rule): Rule {
  if (rule.kind === 'custom') return rule;
  const conditions = rule.conditions.map((one) =>
    one.on === 'contacts' ? { ...one, values: [] } : one,
  );
  return { ...rule, conditions };
}

/** How many of a foreign script's rules the editor understands. */
const editableIn = (source: string): number =>
  rulesOf(readScriptFile(source).blocks).filter(({ kind }) => kind === 'simple').length;

/**
 * Puts the parts in their places. Each stays where the first of its kind was; new ones go where they are
 * run in the usual order: blocked, reply, forwarding, rules, include.
 *
 * @param junk where mail of blocked senders goes.
 */
export function withParts(
  blocks: Block[],
  { rules, blocked, forwarding }: Parts,
  junk: string,
): Block[] {
  let result = blocks;
  if (rules) {
    const all = rules.map((rule): Block => ({ kind: 'rule', rule }));
    result = replaced(result, 'rule', all, ['include']);
  }
  if (forwarding) {
    const one: Block[] = forwarding.addresses.length ? [{ kind: 'forwarding', forwarding }] : [];
    result = replaced(result, 'forwarding', one, ['rule', 'include']);
  }
  if (blocked) {
    const folder = junk === 'Junk' ? {} : { folder: junk };
    const one: Block[] = blocked.length ? [{ kind: 'blocked', senders: blocked, ...folder }] : [];
    result = replaced(result, 'blocked', one, ['reply', 'forwarding', 'rule', 'include']);
  }
  return result;
}

/** Blocks of a kind by others: where the first stood, else before the first of those that come later. */
function replaced(
  blocks: Block[],
  kind: Block['kind'],
  by: Block[],
  later: Block['kind'][],
): Block[] {
  const first = blocks.findIndex((block) => block.kind === kind);
  const next = blocks.findIndex((block) => later.includes(block.kind));
  const at = first >= 0 ? first : next >= 0 ? next : blocks.length;
  const rest = (part: Block[]) => part.filter((block) => block.kind !== kind);
  return [...rest(blocks.slice(0, at)), ...by, ...rest(blocks.slice(at))];
}

/**
 * A foreign script's own rules in the place where it was included: the editor then changes them. Its
 * managed parts come along where we have none.
 */
export function withAdopted(blocks: Block[], name: string, source: string): Block[] {
  const theirs = readScriptFile(source).blocks.filter(
    ({ kind }) =>
      kind === 'rule' ||
      kind === 'text' ||
      kind === 'include' ||
      !blocks.some((b) => b.kind === kind),
  );
  const at = blocks.findIndex((block) => block.kind === 'include' && block.script === name);
  if (at < 0) return [...blocks, ...theirs];
  return [...blocks.slice(0, at), ...theirs, ...blocks.slice(at + 1)];
}
