import Ellipsis from 'lucide-react/icons/ellipsis';
import { useState } from 'react';
import { zipAddress } from '../../../shared/files.ts';
import type { Message } from '../../../shared/messages.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { later } from '../../ui/later.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { folderFor } from '../folders/folders.ts';
import { AttachedFile } from './AttachedFile.tsx';
import styles from './Attachments.module.css';
import { useTakeOut } from './take-out.ts';

const Preview = later(() => import('./Preview.tsx'));

/** The files of a message: looked at, downloaded, taken out. Pictures that the text shows are not repeated. */
export function Attachments({ message }: { message: Message }) {
  const t = useT();
  const { bytes } = useFormats();
  const [shown, setShown] = useState<number | null>(null);
  const { takeOut, doing } = useTakeOut(message);
  const files = message.attachments.filter(({ inline }) => !inline);
  const there = files.filter(({ removed }) => !removed);
  // What is in Trash goes as a whole.
  const canTakeOut = message.folder !== folderFor('trash')?.path && !doing;
  const actions = useMenu(t('attachments-actions'), () => [
    {
      id: 'all',
      entries: [
        {
          id: 'save',
          label: t('files-save-remove-all'),
          act: () => void takeOut(there, { save: true }),
        },
        { id: 'remove', label: t('files-remove-all'), act: () => void takeOut(there) },
      ],
    },
  ]);
  if (!files.length) return null;
  return (
    <div className={styles.attachments}>
      {there.length > 1 && (
        <p className={styles.all}>
          <span>
            {t('attachments-summary', {
              count: there.length,
              size: bytes(there.reduce((sum, { size }) => sum + size, 0)),
            })}
          </span>
          <a href={zipAddress(message.folder, message.uid)} download>
            {t('download-all')}
          </a>
          {canTakeOut && (
            <MenuButton
              menu={actions}
              label={t('attachments-actions')}
              icon={<Ellipsis size={16} aria-hidden />}
            />
          )}
        </p>
      )}
      {doing && (
        <p role="status" className={styles.doing}>
          {t(doing === 'save' ? 'files-saving' : 'files-removing')}
        </p>
      )}
      <ul aria-label={t('attachments')} className={styles.files}>
        {files.map((file, i) => (
          <AttachedFile
            key={file.part}
            message={message}
            file={file}
            onShow={() => setShown(i)}
            onTakeOut={canTakeOut ? (options) => void takeOut([file], options) : undefined}
          />
        ))}
      </ul>
      {shown !== null && (
        <Preview message={message} files={files} at={shown} onClose={() => setShown(null)} />
      )}
    </div>
  );
}
