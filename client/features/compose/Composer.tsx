import X from 'lucide-react/icons/x';
import { type KeyboardEvent, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { AttachButton } from './AttachButton.tsx';
import { AttachedFiles } from './AttachedFiles.tsx';
import { pauseFiles } from './attach.ts';
import styles from './Composer.module.css';
import { ComposerFields } from './ComposerFields.tsx';
import { ComposerFoot } from './ComposerFoot.tsx';
import { ComposerWords } from './ComposerWords.tsx';
import { changeDraft, closeDraft, type Draft, reopenDraft } from './composing.ts';
import { useDropFiles } from './useDropFiles.tsx';
import { useSend } from './useSend.ts';

/** One letter, docked below the mail or over the whole phone. Escape closes it and keeps the text. */
export default function Composer({ draft, onClose }: { draft: Draft; onClose?: () => void }) {
  const t = useT();
  const [isFolded, setFolded] = useState(false);
  const { send, isSending, trouble } = useSend(draft, onClose);
  const change = (part: Partial<Draft>) => changeDraft(draft.id, part);
  const drop = useDropFiles(draft.id);
  const discard = () => {
    pauseFiles(draft);
    closeDraft(draft.id);
    onClose?.();
    toast(t('discarded'), { action: { label: t('undo'), act: () => reopenDraft(draft) } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
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
      {...drop.handlers}
    >
      {drop.veil}
      <header className={styles.head}>
        <h2>{title}</h2>
        <IconButton
          label={t('close')}
          icon={<X size={17} aria-hidden />}
          onClick={() => (onClose ? onClose() : setFolded(true))}
        />
      </header>
      <ComposerFields draft={draft} change={change} />
      <ComposerWords draft={draft} change={change} />
      <AttachedFiles draft={draft} />
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <ComposerFoot isSending={isSending} send={send} discard={discard}>
        <AttachButton draftId={draft.id} />
      </ComposerFoot>
    </section>
  );
}
