import type { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { ScriptFault } from '../../../shared/filters.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Filters.module.css';
import { openScriptEditor } from './script-editor.ts';
import { sentenceOfFault } from './script-faults.ts';

interface Props {
  label: string;
  /** What it begins with; give another key to begin anew. */
  source: string;
  isReadOnly?: boolean;
  view?: RefObject<EditorView | null>;
  onChange?(source: string): void;
  onSave?(): void;
  findFaults?(source: string): Promise<ScriptFault[]>;
}

/** A text of Sieve, in colours, with its faults at their places. */
export default function ScriptEditor(props: Props) {
  const t = useT();
  const host = useRef<HTMLDivElement>(null);
  const { label, source, isReadOnly = false, view } = props;
  const onChange = useEffectEvent((text: string) => props.onChange?.(text));
  const onSave = useEffectEvent(() => props.onSave?.());
  const findFaults = useEffectEvent(async (text: string) => props.findFaults?.(text) ?? []);
  const open = useEffectEvent((element: HTMLElement) =>
    openScriptEditor(element, {
      label,
      source,
      isReadOnly,
      onChange,
      onSave,
      findFaults,
      sayFault: (fault) => sentenceOfFault(fault, t),
    }),
  );
  useEffect(() => {
    const opened = open(host.current!);
    if (view) view.current = opened;
    return () => {
      opened.destroy();
      if (view) view.current = null;
    };
  }, [view]);
  return <div ref={host} className={styles.editor} />;
}
