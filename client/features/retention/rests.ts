import { type KeptRule, RESTS } from '../../../shared/retention.ts';
import { sentenceOfTrouble } from '../../i18n/errors.ts';
import type { MessageId, Translate } from '../../i18n/i18n.tsx';
import { labelOf } from '../folders/folders.ts';

/** Why a rule does nothing; '' = it works. */
export function restWords(
  { rests, choice }: Pick<KeptRule, 'rests' | 'choice'>,
  t: Translate,
): string {
  if (rests === null) return '';
  if (RESTS.some((one) => one === rests)) {
    const folder = labelOf(choice.folders?.[0] ?? '', t);
    return t(`retention-rests-${rests}` as MessageId, { folder });
  }
  return sentenceOfTrouble({ code: rests, reason: '' }, t);
}
