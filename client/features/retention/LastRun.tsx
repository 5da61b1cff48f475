import type { KeptRule } from '../../../shared/retention.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Retention.module.css';

interface Props {
  run: NonNullable<KeptRule['lastRun']>;
  /** Of the clean-up, as it was told last. */
  state: NonNullable<KeptRule['lastRun']>['state'];
  place: KeptRule['place'];
}

/** What a rule did when it last ran. */
export function LastRun({ run: { at, messages, bytes }, state, place }: Props) {
  const t = useT();
  const formats = useFormats();
  const figures = t('clean-figures', { count: messages, size: formats.bytes(bytes) });
  const date = formats.short(at);
  const words = !messages
    ? t('retention-last-none', { date })
    : state === 'going-back'
      ? t('retention-last-going-back', { date, figures })
      : state === 'back'
        ? t('retention-last-back', { date, figures })
        : t(place ? 'retention-last-gone' : 'retention-last', { date, figures });
  return (
    <p className={styles.line} role="status">
      {words}
    </p>
  );
}
