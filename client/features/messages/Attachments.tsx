import CalendarDays from 'lucide-react/icons/calendar-days';
import FileText from 'lucide-react/icons/file-text';
import ImageIcon from 'lucide-react/icons/image';
import Paperclip from 'lucide-react/icons/paperclip';
import { type Attachment, type Message, partAddress } from '../../../shared/messages.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Attachments.module.css';

/** The files of a message, each a download. Pictures that the text shows are not repeated. */
export function Attachments({ message }: { message: Message }) {
  const t = useT();
  const { bytes } = useFormats();
  const files = message.attachments.filter(({ inline }) => !inline);
  if (!files.length) return null;
  return (
    <ul aria-label={t('attachments')} className={styles.files}>
      {files.map((file) => {
        const name = file.name || t('unnamed-file', { part: file.part });
        const Icon = iconOf(file);
        return (
          <li key={file.part}>
            <a
              href={partAddress(message.folder, message.uid, file.part)}
              download={name}
              aria-label={t('download', { name })}
              className={styles.file}
            >
              <Icon size={18} aria-hidden />
              <span>
                <span className={styles.name}>{name}</span>
                <span className={styles.size}>{bytes(file.size)}</span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function iconOf({ type }: Attachment) {
  if (type.startsWith('image/')) return ImageIcon;
  if (type === 'text/calendar') return CalendarDays;
  return type === 'application/pdf' || type.startsWith('text/') ? FileText : Paperclip;
}
