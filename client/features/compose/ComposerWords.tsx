import { useEffect, useEffectEvent, useRef } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Composer.module.css';
import type { Draft } from './composing.ts';
import { onInsert } from './insertion.ts';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
}

/** What the letter says. */
export function ComposerWords({ draft, change }: Props) {
  const t = useT();
  const box = useRef<HTMLTextAreaElement>(null);
  const insert = useEffectEvent((words: string) => {
    const { selectionStart, selectionEnd } = box.current!;
    box.current!.setRangeText(words, selectionStart, selectionEnd, 'end');
    change({ text: box.current!.value });
    box.current!.focus();
  });
  useEffect(() => onInsert(draft.id, (words) => insert(words)), [draft.id]);
  return (
    <textarea
      ref={box}
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
      onChange={(event) => change({ text: event.target.value })}
    />
  );
}
