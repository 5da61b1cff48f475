import { type Message, sourceAddress } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './MessageBody.module.css';

/** The end is missing, and where it is. */
export function Truncated({ message }: { message: Message }) {
  const t = useT();
  return (
    <p className={styles.note}>
      {t('truncated')}{' '}
      <a href={sourceAddress(message.folder, message.uid)} download>
        {t('download-source')}
      </a>
    </p>
  );
}
