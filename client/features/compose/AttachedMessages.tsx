import Mail from 'lucide-react/icons/mail';
import X from 'lucide-react/icons/x';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './AttachedMessages.module.css';
import { changeDraft, type Draft } from './composing.ts';

/** Messages that go along with a letter as files. They stay on the server until it is sent. */
export function AttachedMessages({ draft: { id, attachedMessages = [] } }: { draft: Draft }) {
  const t = useT();
  const { bytes } = useFormats();
  if (!attachedMessages.length) return null;
  return (
    <ul aria-label={t('attachments')} className={styles.files}>
      {attachedMessages.map((one) => {
        const name = one.name || t('no-subject');
        const others = attachedMessages.filter((other) => other !== one);
        return (
          <li key={`${one.folder} ${one.uid}`} className={styles.file}>
            <Mail size={16} aria-label={t('attached-message')} />
            <bdi className={styles.name}>{name}</bdi>
            <span className={styles.size}>{bytes(one.size)}</span>
            <button
              type="button"
              aria-label={t('remove-attached', { name })}
              onClick={() => changeDraft(id, { attachedMessages: others })}
            >
              <X size={14} aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
