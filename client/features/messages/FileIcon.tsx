import CalendarDays from 'lucide-react/icons/calendar-days';
import Contact from 'lucide-react/icons/contact';
import File from 'lucide-react/icons/file';
import FileArchive from 'lucide-react/icons/file-archive';
import FileText from 'lucide-react/icons/file-text';
import FileX from 'lucide-react/icons/file-x';
import Film from 'lucide-react/icons/film';
import ImageIcon from 'lucide-react/icons/image';
import Mail from 'lucide-react/icons/mail';
import Music from 'lucide-react/icons/music';
import type { Attachment } from '../../../shared/messages.ts';
import { kindOf } from './file-kinds.ts';

const icons = {
  image: ImageIcon,
  pdf: FileText,
  text: FileText,
  audio: Music,
  video: Film,
  message: Mail,
  archive: FileArchive,
  calendar: CalendarDays,
  contact: Contact,
  other: File,
};

export function FileIcon({ file }: { file: Pick<Attachment, 'name' | 'type' | 'removed'> }) {
  const Icon = file.removed ? FileX : icons[kindOf(file)];
  return <Icon size={20} aria-hidden />;
}
