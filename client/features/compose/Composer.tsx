import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { currentAmong, useT } from '../../i18n/i18n.tsx';
import styles from './Composer.module.css';
import { ComposerFields } from './ComposerFields.tsx';
import { ComposerFoot } from './ComposerFoot.tsx';
import { ComposerHead } from './ComposerHead.tsx';
import { ComposerTools } from './ComposerTools.tsx';
import { ComposerWords } from './ComposerWords.tsx';
import { changeDraft, type Draft } from './composing.ts';
import { AttachButton } from './files/AttachButton.tsx';
import { AttachedFiles } from './files/AttachedFiles.tsx';
import { pauseFiles } from './files/attach.ts';
import { useDropFiles } from './files/useDropFiles.tsx';
import { DraftNotices } from './keeping/DraftNotices.tsx';
import { discardLetter, isWorthKeeping, putAway, saveFolded } from './keeping/leaving-draft.ts';
import { LetterMarks } from './LetterMarks.tsx';
import { keepFocusIn, useWayBack } from './letter-focus.ts';
import { signAgain } from './signature.ts';
import { languageOf } from './spelling.ts';
import { useSend } from './useSend.ts';

interface Props {
  draft: Draft;
  /** `full` fills the page, `window` is a page of its own. */
  layout: 'docked' | 'full' | 'window';
  /** Shrinks it to its title, or closes its window; the text stays. */
  onFold(): void;
  onFill(full: boolean): void;
  /** Somebody works on it. */
  onUse(): void;
  onDone?(): void;
}

/** One letter: docked below the mail, over the whole page or phone, or in a window of its own. */
export default function Composer({ draft, layout, onFold, onFill, onUse, onDone }: Props) {
  const t = useT();
  const frame = useRef<HTMLElement>(null);
  const [dialogTitle] = useState(() => t('new-message'));
  const goBack = useWayBack(frame, draft.id);
  const { send, isSending, trouble, question } = useSend(draft, onDone);
  const change = (part: Partial<Draft>) =>
    changeDraft(draft.id, { ...part, ...(part.from && signAgain(draft, part.from)) });
  const drop = useDropFiles(draft.id);
  const close = () => {
    void putAway(draft.id);
    onDone?.();
    goBack();
  };
  const fold = () => {
    if (!isWorthKeeping(draft)) return close();
    void saveFolded(draft.id);
    onFold();
    goBack();
  };
  const discard = () => {
    pauseFiles(draft);
    void discardLetter(draft.id);
    onDone?.();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Menus and dialogs of the letter stand elsewhere in the page, and hear their own keys.
    if (event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      fold();
    } else if (event.key === 'Tab') keepFocusIn(event);
  };
  useTitle(layout === 'window' ? draft.subject || dialogTitle : null);

  return (
    <section
      ref={frame}
      role={layout === 'docked' ? 'dialog' : 'region'}
      aria-label={t('new-message')}
      className={`${styles.letter} ${layout === 'docked' ? '' : styles.full}`}
      onKeyDown={onKeyDown}
      {...drop.handlers}
      onFocus={onUse}
    >
      {drop.veil}
      <ComposerHead draft={draft} layout={layout} onClose={close} onFill={onFill} />
      <ComposerFields draft={draft} change={change} />
      <div lang={languageOf(draft, currentAmong(['en', 'fr']))} className={styles.spelled}>
        <ComposerWords draft={draft} change={change} />
      </div>
      <LetterMarks draft={draft} change={change} />
      <AttachedFiles draft={draft} />
      <DraftNotices id={draft.id} />
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <ComposerFoot id={draft.id} isSending={isSending} send={send} discard={discard}>
        <AttachButton draftId={draft.id} />
        <ComposerTools draft={draft} change={change} />
      </ComposerFoot>
      {question}
    </section>
  );
}

/** What the window is called while the letter has it for itself. */
function useTitle(title: string | null) {
  useEffect(() => {
    if (title !== null) document.title = title;
  }, [title]);
}
