import type { Problem } from '../../../shared/search/terms.ts';
import type { MessageId, Translate } from '../../i18n/i18n.tsx';

/** What cannot be right in a query text, and how it is written. */
export const sentenceOfProblem = ({ kind, typed }: Problem, t: Translate): string =>
  t(`search-problem-${kind}` as MessageId, { typed });
