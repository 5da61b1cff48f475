import type { Keep, RetentionRule } from '../../../shared/retention.ts';
import type { MessageId, Translate } from '../../i18n/i18n.tsx';
import { labelOf } from '../folders/folders.ts';
import { kindOf, toAmount } from './draft.ts';

type Words = Pick<RetentionRule, 'place' | 'choice' | 'keep'>;

/** What a rule is called: by its owner, else by what it is about and how long that stays. */
export const nameOfRule = (rule: Words & { name: string }, t: Translate): string =>
  rule.name || madeName(rule, t);

/** The name of a rule that was given none. */
export function madeName(rule: Words, t: Translate): string {
  const { choice, keep } = rule;
  const value = choice.sender ?? choice.domain ?? choice.list ?? '';
  const place = kindOf(rule) === 'folder' ? labelOf(choice.folders?.[0] ?? '', t) : value;
  const what = place || t(`retention-kind-${kindOf(rule)}` as MessageId);
  const time = 'latest' in keep ? t('retention-newest', { count: keep.latest }) : timeOf(keep, t);
  return t('retention-name-made', { what, time }).slice(0, 200);
}

/** What a rule does, in a sentence. */
export function sentenceOfRule(rule: Words, t: Translate): string {
  const { place, choice, keep } = rule;
  const kind = kindOf(rule);
  const [folder] = choice.folders ?? [];
  const value = choice.sender ?? choice.domain ?? choice.list ?? '';
  const whole = t(`retention-what-${kind}` as MessageId, {
    value: kind === 'folder' ? labelOf(folder ?? '', t) : value,
  });
  const what =
    folder && kind !== 'folder'
      ? t('retention-what-in', { what: whole, folder: labelOf(folder, t) })
      : whole;
  if ('latest' in keep) return t('retention-says-latest', { what, count: keep.latest });
  return t(place ? 'retention-says-gone' : 'retention-says-days', { what, time: timeOf(keep, t) });
}

/** "30 days", "1 year". */
export function timeOf(keep: Keep, t: Translate): string {
  const { amount, unit } = toAmount(keep);
  return t(`retention-time-${unit}` as MessageId, { count: Number(amount) });
}
