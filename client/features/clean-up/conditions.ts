import type { Choice } from '../../../shared/choice.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/i18n.tsx';
import { ageWords } from './Narrow.tsx';

/** What a choice asks for beyond its title, in words. */
export function conditionsOf(choice: Choice, t: Translate, { bytes }: Formats): string[] {
  const { olderThan, largerThan, filesOver, unopened, keepLatest, but, only } = choice;
  return [
    olderThan && ageWords(olderThan, t),
    largerThan && t('narrow-size-over', { size: bytes(largerThan) }),
    filesOver && t('clean-files-over', { size: bytes(filesOver) }),
    unopened && t('narrow-unopened'),
    keepLatest && t('narrow-keep-latest', { count: keepLatest }),
    only && t('clean-only'),
    but && t('clean-but'),
  ].filter((words) => typeof words === 'string');
}
