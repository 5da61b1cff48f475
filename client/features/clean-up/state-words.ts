import type { CleanUp } from '../../../shared/clean-up.ts';
import { sentenceOfTrouble } from '../../i18n/errors.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/i18n.tsx';

/** How far a clean-up is, what it did, and how long it can be taken back: a sentence each. */
export function stateWords(cleanUp: CleanUp, t: Translate, formats: Formats): string[] {
  const { state, trouble, missed, backUntil } = cleanUp;
  const sentences = [main(cleanUp, t, formats)];
  if (trouble && (state === 'failed' || state === 'waiting'))
    sentences.push(sentenceOfTrouble({ code: trouble, reason: '' }, t));
  if (missed > 0)
    sentences.push(
      t(state === 'back' || state === 'going-back' ? 'clean-missed-back' : 'clean-missed', {
        count: missed,
      }),
    );
  const isOver = state === 'done' || state === 'stopped' || state === 'failed';
  if (isOver && backUntil !== null && cleanUp.done > 0)
    sentences.push(t('clean-back-until', { date: formats.long(backUntil) }));
  return sentences;
}

function main(cleanUp: CleanUp, t: Translate, { bytes, number }: Formats): string {
  const { state, action, messages, done, doneBytes, freed, trouble } = cleanUp;
  const steps = { done: number(done), total: number(messages) };
  const end = { count: done, size: bytes(doneBytes) };
  switch (state) {
    case 'running':
      return t(`clean-running-${action}`, steps);
    case 'waiting':
      return trouble ? t('clean-halted', steps) : t('clean-waiting', steps);
    case 'stopped':
      return t('clean-stopped', steps);
    case 'failed':
      return t('clean-failed', steps);
    case 'going-back':
      return t('clean-going-back', steps);
    case 'back':
      return t('clean-is-back', { count: done });
    case 'done':
      if (freed >= doneBytes && freed > 0)
        return t(`clean-freed-${action}`, { count: done, size: bytes(freed) });
      return t(`clean-done-${action}`, end);
  }
}
