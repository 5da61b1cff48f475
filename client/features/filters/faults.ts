import { addrSpec } from '../../../shared/compose.ts';
import type { Action, Condition, SimpleRule } from '../../../shared/filters.ts';
import type { Translate } from '../../i18n/i18n.tsx';
import { needsNoValue } from './offers.ts';

/** RFC 5322 section 3.6.8: printable ASCII without the colon. */
const HEADER = /^[!-9;-~]+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is wrong with the rows of a rule, by place; a row without an entry is right. */
export interface Faults {
  conditions: (string | undefined)[];
  actions: (string | undefined)[];
  /** With the rule as a whole. */
  rule?: string;
}

export function faultsOf(rule: SimpleRule, t: Translate): Faults {
  return {
    conditions: rule.conditions.map((one) => faultOfCondition(one, t)),
    actions: rule.actions.map((one) => faultOfAction(one, t)),
    ...(rule.actions.every((one) => one.do === 'stop') && { rule: t('filter-fault-no-action') }),
  };
}

export const isRight = ({ conditions, actions, rule }: Faults): boolean =>
  !rule && ![...conditions, ...actions].some(Boolean);

function faultOfCondition(condition: Condition, t: Translate): string | undefined {
  const { on, how, header = '', values } = condition;
  if (on === 'header' && !header) return t('filter-fault-header-missing');
  if (on === 'header' && !HEADER.test(header)) return t('filter-fault-header', { typed: header });
  if (needsNoValue(how)) return undefined;
  if (!values.length)
    return t(on === 'date' ? 'filter-fault-date-missing' : 'filter-fault-value-missing');
  if (on === 'size' && !values.every((one) => /^[1-9]\d*$/.test(one)))
    return t('filter-fault-size');
  if (on === 'date' && !values.every((one) => DAY.test(one))) return t('filter-fault-date-missing');
  if (how === 'regex') return values.map((one) => faultOfPattern(one, t)).find(Boolean);
  return undefined;
}

/**
 * The server's expressions are POSIX ones, which browsers do not read: only what no dialect takes is
 * told here, and the server is the judge of the rest.
 */
function faultOfPattern(pattern: string, t: Translate): string | undefined {
  const plain = pattern.replace(/\\./g, '').replace(/\[\^?\]?[^\]]*\]/g, '');
  const open = plain.split('(').length;
  const closed = plain.split(')').length;
  const isUneven = open !== closed || /\[/.test(plain) || /(^|[^\\])(\\\\)*\\$/.test(pattern);
  return isUneven ? t('filter-fault-pattern', { typed: pattern }) : undefined;
}

function faultOfAction(one: Action, t: Translate): string | undefined {
  switch (one.do) {
    case 'move':
    case 'copy':
      return one.folder ? undefined : t('filter-fault-folder');
    case 'tag':
      return one.keyword ? undefined : t('filter-fault-tag');
    case 'redirect':
      return faultOfAddress(one.address, t);
    case 'reject':
      return one.reason.trim() ? undefined : t('filter-fault-reason');
    case 'reply':
      return one.text.trim() ? undefined : t('filter-fault-text');
    default:
      return undefined;
  }
}

/** What is wrong with an address that mail goes to. */
export function faultOfAddress(address: string, t: Translate): string | undefined {
  if (!address) return t('filter-fault-address-missing');
  return addrSpec.safeParse(address).success ? undefined : t('recipient-invalid', { address });
}
