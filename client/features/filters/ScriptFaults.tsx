import type { EditorView } from '@codemirror/view';
import type { RefObject } from 'react';
import type { ScriptFault } from '../../../shared/filters.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Filters.module.css';
import { sentenceOfFault } from './script-faults.ts';

interface Props {
  /** null = not looked for yet. */
  faults: ScriptFault[] | null;
  view: RefObject<EditorView | null>;
}

/** The faults in words, for those who do not see the marks; each leads to its line. */
export function ScriptFaults({ faults, view }: Props) {
  const t = useT();
  const go = async (fault: ScriptFault) => {
    const { goTo } = await import('./script-editor.ts');
    if (view.current) goTo(view.current, fault);
  };
  return (
    <div role="status" className={styles.faults}>
      {faults?.length === 0 && <p className={styles.hint}>{t('script-right')}</p>}
      {faults && faults.length > 0 && (
        <ul aria-label={t('script-faults')}>
          {faults.map((fault) => (
            <li key={`${fault.line}:${fault.column} ${fault.message}`}>
              <button type="button" className={styles.fault} onClick={() => void go(fault)}>
                {t('script-fault', { line: fault.line, what: sentenceOfFault(fault, t) })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
