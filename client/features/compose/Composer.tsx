import X from 'lucide-react/icons/x';
import { type KeyboardEvent, useId, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { useSession } from '../session/session.ts';
import { AttachedMessages } from './AttachedMessages.tsx';
import styles from './Composer.module.css';
import { changeDraft, closeDraft, type Draft, reopenDraft } from './composing.ts';
import { RecipientField } from './RecipientField.tsx';
import { useSend } from './useSend.ts';

/** One letter, docked below the mail or over the whole phone. Escape closes it and keeps the text. */
export default function Composer({ draft, onClose }: { draft: Draft; onClose?: () => void }) {
  const t = useT();
  const ids = useId();
  const session = useSession();
  const [showsCc, setShowsCc] = useState(draft.cc.length > 0);
  const [showsBcc, setShowsBcc] = useState(draft.bcc.length > 0);
  const [isFolded, setFolded] = useState(false);
  const { send, isSending, trouble } = useSend(draft, onClose);
  const change = (part: Partial<Draft>) => changeDraft(draft.id, part);
  const discard = () => {
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
    >
      <header className={styles.head}>
        <h2>{title}</h2>
        <IconButton
          label={t('close')}
          icon={<X size={17} aria-hidden />}
          onClick={() => (onClose ? onClose() : setFolded(true))}
        />
      </header>
      <div className={styles.fields}>
        {session && session.addresses.length > 1 && (
          <div className={styles.line}>
            <label htmlFor={`${ids}-from`}>{t('from')}</label>
            <select
              id={`${ids}-from`}
              value={draft.from}
              onChange={(event) => change({ from: event.target.value })}
            >
              {session.addresses.map((address) => (
                <option key={address}>{address}</option>
              ))}
            </select>
          </div>
        )}
        <RecipientField
          label={t('to')}
          value={draft.to}
          autoFocus={!draft.to.length}
          onChange={(to) => change({ to })}
        />
        {showsCc && (
          <RecipientField label={t('cc')} value={draft.cc} onChange={(cc) => change({ cc })} />
        )}
        {showsBcc && (
          <RecipientField label={t('bcc')} value={draft.bcc} onChange={(bcc) => change({ bcc })} />
        )}
        <div className={styles.line}>
          <label htmlFor={`${ids}-subject`}>{t('subject')}</label>
          <input
            id={`${ids}-subject`}
            value={draft.subject}
            maxLength={2000}
            onChange={(event) => change({ subject: event.target.value })}
          />
          {!showsCc && (
            <button type="button" className={styles.show} onClick={() => setShowsCc(true)}>
              {t('show-cc')}
            </button>
          )}
          {!showsBcc && (
            <button type="button" className={styles.show} onClick={() => setShowsBcc(true)}>
              {t('show-bcc')}
            </button>
          )}
        </div>
      </div>
      <textarea
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
      <AttachedMessages draft={draft} />
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <footer className={styles.foot}>
        <Button look="primary" disabled={isSending} onClick={() => void send()}>
          {t(isSending ? 'sending' : 'send')}
        </Button>
        <span className={styles.kept}>{t('draft-kept')}</span>
        <Button look="plain" disabled={isSending} onClick={discard}>
          {t('discard-draft')}
        </Button>
      </footer>
    </section>
  );
}
