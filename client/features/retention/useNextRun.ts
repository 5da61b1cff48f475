import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';

/** When rules run next, in words. `nextRun` in epoch milliseconds: not before. */
export function useNextRun(nextRun: number): string {
  const t = useT();
  const { long } = useFormats();
  return nextRun <= Date.now()
    ? t('retention-next-soon')
    : t('retention-next', { date: long(nextRun) });
}
