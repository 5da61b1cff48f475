import { useEffect, useEffectEvent, useRef } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import styles from './ComposerWords.module.css';
import type { Draft } from './composing.ts';
import { PlainSwitch } from './editor/PlainSwitch.tsx';
import { useRoving } from './editor/useRoving.ts';
import { onInsert } from './insertion.ts';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
  /** Formats from here on. */
  onRich(): void;
}

/** The words of a plain letter. */
export function PlainWords({ draft, change, onRich }: Props) {
  const t = useT();
  const bar = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const roving = useRoving(bar, () => text.current?.focus());
  const insert = useEffectEvent((words: string) => {
    const box = text.current!;
    box.setRangeText(words, box.selectionStart, box.selectionEnd, 'end');
    change({ text: box.value });
    box.focus();
  });
  useEffect(() => onInsert(draft.id, (words) => insert(words)), [draft.id]);
  return (
    <div className={styles.words}>
      <div ref={bar} role="toolbar" aria-label={t('tools')} className={styles.bar} {...roving}>
        <PlainSwitch isPlain onSwitch={onRich} />
      </div>
      <textarea
        ref={text}
        aria-label={t('message')}
        className={styles.text}
        value={draft.text}
        // biome-ignore lint/a11y/noAutofocus: an answer begins with its text
        autoFocus={draft.to.length > 0}
        onFocus={(event) =>
          draft.source &&
          event.target.selectionStart === event.target.value.length &&
          event.target.setSelectionRange(0, 0)
        }
        onKeyDown={(event) => {
          if (event.key !== 'F10' || !event.altKey) return;
          event.preventDefault();
          bar.current?.querySelector('button')?.focus();
        }}
        onChange={(event) => change({ text: event.target.value })}
      />
    </div>
  );
}
