import X from 'lucide-react/icons/x';
import { type KeyboardEvent, useState } from 'react';
import { currentLanguage, useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { AttachedFiles } from './AttachedFiles.tsx';
import styles from './Composer.module.css';
import { ComposerFields } from './ComposerFields.tsx';
import { ComposerFoot } from './ComposerFoot.tsx';
import { ComposerTools } from './ComposerTools.tsx';
import { ComposerWords } from './ComposerWords.tsx';
import { changeDraft, closeDraft, type Draft, reopenDraft } from './composing.ts';
import { LetterMarks } from './LetterMarks.tsx';
import { languageOf } from './spelling.ts';
import { useSend } from './useSend.ts';

/** One letter, docked below the mail or over the whole phone. Escape closes it and keeps the text. */
export default function Composer({ draft, onClose }: { draft: Draft; onClose?: () => void }) {
  const t = useT();
  const [isFolded, setFolded] = useState(false);
  const { send, isSending, trouble, question } = useSend(draft, onClose);
  const change = (part: Partial<Draft>) => changeDraft(draft.id, part);
  const discard = () => {
    closeDraft(draft.id);
    onClose?.();
    toast(t('discarded'), { action: { label: t('undo'), act: () => reopenDraft(draft) } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Dialogs and menus of the letter stand elsewhere in the page.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
    if (event.key === 'Escape') setFolded(true);
  };
  const title = draft.subject || t('new-message');

  if (isFolded) {
    return (
      <button type="button" className={styles.folded} onClick={() => setFolded(false)}>
        {title}
      </button>
    );
  }
  return (
    <section
      role="dialog"
      aria-label={t('new-message')}
      className={styles.letter}
      onKeyDown={onKeyDown}
    >
      <header className={styles.head}>
        <h2>{title}</h2>
        <IconButton
          label={t('close')}
          icon={<X size={17} aria-hidden />}
          onClick={() => (onClose ? onClose() : setFolded(true))}
        />
      </header>
      <ComposerFields draft={draft} change={change} />
      <div lang={languageOf(draft, currentLanguage())} className={styles.spelled}>
        <ComposerWords draft={draft} change={change} />
      </div>
      <LetterMarks draft={draft} change={change} />
      <AttachedFiles draft={draft} />
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <ComposerFoot isSending={isSending} send={send} discard={discard}>
        <ComposerTools draft={draft} change={change} />
      </ComposerFoot>
      {question}
    </section>
  );
}
