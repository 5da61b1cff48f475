import X from 'lucide-react/icons/x';
import { type KeyboardEvent, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { AttachedFiles } from './AttachedFiles.tsx';
import styles from './Composer.module.css';
import { ComposerFields } from './ComposerFields.tsx';
import { ComposerFoot } from './ComposerFoot.tsx';
import { ComposerWords } from './ComposerWords.tsx';
import { changeDraft, type Draft } from './composing.ts';
import { DraftNotices } from './DraftNotices.tsx';
import { discardLetter, isWorthKeeping, putAway } from './leaving-draft.ts';
import { saveNow } from './saving.ts';
import { useSummons } from './summons.ts';
import { useSend } from './useSend.ts';

/** One letter, docked below the mail or over the whole phone. Escape closes it and keeps the text. */
export default function Composer({ draft, onClose }: { draft: Draft; onClose?: () => void }) {
  const t = useT();
  const [isFolded, setFolded] = useState(false);
  const { send, isSending, trouble } = useSend(draft, onClose);
  const change = (part: Partial<Draft>) => changeDraft(draft.id, part);
  const discard = () => {
    void discardLetter(draft.id);
    onClose?.();
  };
  const close = () => {
    void putAway(draft.id);
    onClose?.();
  };
  const fold = () => {
    if (!isWorthKeeping(draft)) return close();
    setFolded(true);
    void saveNow(draft.id);
  };
  useSummons(draft.id, () => setFolded(false));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
    if (event.key === 'Escape') fold();
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
        <IconButton label={t('close')} icon={<X size={17} aria-hidden />} onClick={close} />
      </header>
      <ComposerFields draft={draft} change={change} />
      <ComposerWords draft={draft} change={change} />
      <AttachedFiles draft={draft} />
      <DraftNotices id={draft.id} />
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <ComposerFoot id={draft.id} isSending={isSending} send={send} discard={discard} />
    </section>
  );
}
