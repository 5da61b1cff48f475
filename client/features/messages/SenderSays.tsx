import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleHelp from 'lucide-react/icons/circle-help';
import Info from 'lucide-react/icons/info';
import ShieldCheck from 'lucide-react/icons/shield-check';
import type { Message } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './SenderSays.module.css';
import { senderNotes } from './sender-says.ts';

/** Whether somebody vouches for the sender, and what should make a reader careful. */
export function SenderSays({ message }: { message: Message }) {
  const t = useT();
  const verdict = message.says?.verdict;
  const notes = senderNotes(message, t);
  return (
    <>
      {verdict?.trust === 'confirmed' && (
        <p className={styles.confirmed}>
          <ShieldCheck size={14} aria-hidden />
          {t('says-confirmed', { domain: verdict.domain })}
        </p>
      )}
      {verdict?.trust === 'unconfirmed' && (
        <p className={styles.unconfirmed}>
          <CircleHelp size={14} aria-hidden />
          {t('says-unconfirmed')}
        </p>
      )}
      {notes.map(({ look, text }) => (
        <p key={text} className={styles[look]}>
          {look === 'danger' ? (
            <CircleAlert size={14} aria-hidden />
          ) : (
            <Info size={14} aria-hidden />
          )}
          <bdi>{text}</bdi>
        </p>
      ))}
    </>
  );
}
