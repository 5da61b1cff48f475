import { sameAddress, withoutDetail } from '../../../shared/address.ts';
import type { Rule, SimpleRule } from '../../../shared/filters.ts';
import type { Translate } from '../../i18n/i18n.tsx';
import { nameOfRule } from './words.ts';

/**
 * What a person may not have meant by a rule.
 *
 * @param above the rules that run before it.
 * @param own the addresses that this mailbox answers to.
 */
export function warningsOf(
  rule: SimpleRule,
  above: readonly Rule[],
  own: readonly string[],
  t: Translate,
): string[] {
  const kinds = rule.actions.map((one) => one.do);
  const blocker = rule.enabled ? above.find(endsEverything) : undefined;
  const toSelf = rule.actions.find(
    (one) =>
      one.do === 'redirect' && own.some((mine) => sameAddress(mine, withoutDetail(one.address))),
  );
  return [
    ...(blocker ? [t('filter-warn-unreached', { name: nameOfRule(blocker, t) })] : []),
    ...(kinds.includes('discard') ? [t('filter-warn-discard')] : []),
    ...(toSelf?.do === 'redirect' ? [t('filter-warn-loop', { address: toSelf.address })] : []),
    ...(kinds.includes('reject') ? [t('filter-warn-reject')] : []),
    ...(rule.conditions.length === 0 && takesAll(kinds) ? [t('filter-warn-every')] : []),
    ...(kinds.includes('discard') && kinds.some((kind) => kind === 'move' || kind === 'keep')
      ? [t('filter-warn-kept')]
      : []),
  ];
}

/** A rule for every message that stops: nothing below it is ever asked. */
export const endsEverything = (rule: Rule): boolean =>
  rule.enabled &&
  rule.kind === 'simple' &&
  rule.conditions.length === 0 &&
  rule.actions.some((one) => one.do === 'stop');

const takesAll = (kinds: string[]) =>
  kinds.some((kind) => kind === 'move' || kind === 'discard' || kind === 'reject');
