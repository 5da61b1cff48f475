import File from 'lucide-react/icons/file';
import FileArchive from 'lucide-react/icons/file-archive';
import FileText from 'lucide-react/icons/file-text';
import Film from 'lucide-react/icons/film';
import ImageIcon from 'lucide-react/icons/image';
import Mail from 'lucide-react/icons/mail';
import Music from 'lucide-react/icons/music';
import { FILE_TYPES, type FileType } from '../../../shared/choice.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import styles from './ReviewLine.module.css';

const icons: Record<FileType, typeof File> = {
  image: ImageIcon,
  video: Film,
  audio: Music,
  pdf: FileText,
  document: FileText,
  archive: FileArchive,
  message: Mail,
  other: File,
};

/** What kinds of files a message has, a sign for each. */
export function FileTypes({ files }: { files: readonly { type: FileType }[] }) {
  const t = useT();
  const types = FILE_TYPES.filter((type) => files.some((file) => file.type === type));
  return (
    <span className={styles.types}>
      {types.map((type) => {
        const Icon = icons[type];
        return <Icon key={type} size={14} aria-label={t(`map-type-${type}` as MessageId)} />;
      })}
    </span>
  );
}
