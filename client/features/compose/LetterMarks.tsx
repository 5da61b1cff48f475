import X from 'lucide-react/icons/x';
import { useT } from '../../i18n/i18n.tsx';
import type { Draft } from './composing.ts';
import styles from './LetterMarks.module.css';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
}

/** What was chosen in a menu and would be forgotten: a priority, a wish for a receipt. */
export function LetterMarks({ draft, change }: Props) {
  const t = useT();
  const { priority = 'normal', wantsReceipt } = draft;
  const marks = [
    ...(priority === 'normal'
      ? []
      : [
          {
            words: t(`priority-${priority}-mark`),
            undo: () => change({ priority: 'normal' as const }),
          },
        ]),
    ...(wantsReceipt
      ? [{ words: t('receipt-asked'), undo: () => change({ wantsReceipt: false }) }]
      : []),
  ];
  if (!marks.length) return null;
  return (
    <ul aria-label={t('letter-marks')} className={styles.marks}>
      {marks.map(({ words, undo }) => (
        <li key={words}>
          {words}
          <button type="button" aria-label={t('letter-mark-remove', { words })} onClick={undo}>
            <X size={13} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
