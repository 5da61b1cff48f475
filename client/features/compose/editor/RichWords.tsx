import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type Squire from 'squire-rte';
import { useT } from '../../../i18n/i18n.tsx';
import type { Draft } from '../composing.ts';
import { onInsert } from '../insertion.ts';
import { createEditor } from './create.ts';
import { EditorTools } from './EditorTools.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { addPicture, isPicture, picturesOf } from './pictures.ts';
import styles from './RichWords.module.css';
import { writeWords } from './words.ts';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
  /** Writes plain text instead. */
  onPlain(): void;
  onTrouble(sentence: string): void;
}

/** A text that takes longer to write down than a key may last is written down when the hand rests. */
const LONG = 60_000;
const REST = 400;

/** The words of a rich letter, and the tools for them. */
export default function RichWords({ draft, change, onPlain, onTrouble }: Props) {
  const t = useT();
  const root = useRef<HTMLDivElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Squire | null>(null);
  const [asksLink, setAsksLink] = useState(false);
  /** What the editor holds, as it was written down last. */
  const written = useRef<string | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useEffectEvent(() => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
    if (!root.current) return;
    written.current = writeWords(root.current, picturesOf(draft));
    change({ html: written.current });
  });
  const keepSoon = useEffectEvent(() => {
    if ((written.current?.length ?? 0) < LONG) return keep();
    waiting.current ??= setTimeout(keep, REST);
  });
  const insertPictures = useEffectEvent(async (files: File[]) => {
    const good = files.filter(isPicture);
    if (good.length < files.length) onTrouble(t('picture-unknown'));
    for (const file of good) {
      try {
        const { src } = await addPicture(draft.id, file);
        editor?.insertImage(src, { alt: '', style: 'max-width: 100%;' });
      } catch {
        onTrouble(t('picture-failed', { name: file.name }));
      }
    }
  });
  const pictures = useEffectEvent(() => picturesOf(draft));

  useLayoutEffect(() => {
    const made = createEditor(root.current!, {
      pictures: () => pictures(),
      onInput: () => keepSoon(),
      onPictures: (files) => void insertPictures(files),
      onTools: () => tools.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
      onLink: () => setAsksLink(true),
    });
    setEditor(made);
    return () => {
      if (waiting.current) keep();
      made.destroy();
    };
  }, []);
  // What comes from elsewhere: another window, an Undo, a template.
  useLayoutEffect(() => {
    if (!editor || draft.html === null || draft.html === written.current) return;
    written.current = draft.html;
    editor.setHTML(draft.html);
  }, [editor, draft.html]);
  useEffect(
    () =>
      editor
        ? onInsert(draft.id, (words) => editor.focus().insertPlainText(words, false))
        : undefined,
    [editor, draft.id],
  );
  const begin = useEffectEvent(() => {
    if (draft.to.length > 0) editor?.moveCursorToStart().focus();
  });
  useLayoutEffect(() => {
    if (editor) begin();
  }, [editor]);

  return (
    <>
      <EditorTools
        ref={tools}
        editor={editor}
        onLink={() => setAsksLink(true)}
        onPictures={(files) => void insertPictures(files)}
        onPlain={onPlain}
      />
      <div className={styles.scroll} data-words-scroller>
        <div
          ref={root}
          role="textbox"
          aria-multiline
          aria-label={t('message')}
          className={styles.words}
          spellCheck
          onBlur={() => waiting.current && keep()}
        />
      </div>
      {asksLink && editor && (
        <LinkDialog
          editor={editor}
          onClose={() => {
            setAsksLink(false);
            setTimeout(() => editor.focus());
          }}
        />
      )}
    </>
  );
}
