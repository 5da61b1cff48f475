import Paperclip from 'lucide-react/icons/paperclip';
import { useT } from '../../../i18n/i18n.tsx';
import { IconButton } from '../../../ui/Button.tsx';
import { attachFiles, chooseFiles } from './attach.ts';

export function AttachButton({ draftId }: { draftId: string }) {
  const t = useT();
  return (
    <IconButton
      label={t('attach-files')}
      icon={<Paperclip size={18} aria-hidden />}
      onClick={() => chooseFiles(true, (files) => void attachFiles(draftId, files))}
    />
  );
}
