import Download from 'lucide-react/icons/download';
import Ellipsis from 'lucide-react/icons/ellipsis';
import { useIntl } from 'react-intl';
import { type Attachment, type Message, partAddress } from '../../../shared/messages.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import styles from './Attachments.module.css';
import { FileIcon } from './FileIcon.tsx';
import { isDangerous, isTnef, previewOf } from './file-kinds.ts';

interface Props {
  message: Message;
  file: Attachment;
  onShow(): void;
  /** Not there where nothing can be taken out. */
  onTakeOut?: ((options: { save: boolean }) => void) | undefined;
}

/** One file: its preview where there is one, its download, and what else can be done with it. */
export function AttachedFile({ message, file, onShow, onTakeOut }: Props) {
  const t = useT();
  const name = file.name || t('unnamed-file', { part: file.part });
  const menu = useMenu(t('file-actions', { name }), () => [
    {
      id: 'file',
      entries: [
        { id: 'save', label: t('file-save-remove'), act: () => onTakeOut?.({ save: true }) },
        { id: 'remove', label: t('file-remove'), act: () => onTakeOut?.({ save: false }) },
      ],
    },
  ]);
  const canShow = file.removed !== undefined || previewOf(file) !== null;
  const address = partAddress(message.folder, message.uid, file.part);
  const about = <About file={file} name={name} />;
  return (
    <li className={`${styles.file} ${file.removed ? styles.removed : ''}`}>
      {canShow ? (
        <button
          type="button"
          className={styles.main}
          aria-label={t('file-preview', { name })}
          onClick={onShow}
        >
          {about}
        </button>
      ) : (
        <a
          className={styles.main}
          href={address}
          download={name}
          aria-label={t('download', { name })}
        >
          {about}
        </a>
      )}
      {canShow && !file.removed && (
        <a
          className={styles.act}
          href={address}
          download={name}
          aria-label={t('download', { name })}
          title={t('download', { name })}
        >
          <Download size={16} aria-hidden />
        </a>
      )}
      {onTakeOut && !file.removed && (
        <MenuButton
          menu={menu}
          className={styles.act}
          label={t('file-actions', { name })}
          icon={<Ellipsis size={16} aria-hidden />}
        />
      )}
    </li>
  );
}

function About({ file, name }: { file: Attachment; name: string }) {
  const t = useT();
  const { bytes } = useFormats();
  const { formatDate } = useIntl();
  const { removed } = file;
  return (
    <>
      <FileIcon file={file} />
      <span className={styles.about}>
        <span className={styles.name} title={name}>
          <bdi>{name}</bdi>
        </span>
        <span className={styles.size}>
          {removed
            ? t('file-removed', { date: formatDate(removed.date, { dateStyle: 'medium' }) })
            : bytes(file.size)}
        </span>
        {!removed && isDangerous(file) && (
          <span className={styles.warning}>{t('file-dangerous')}</span>
        )}
        {!removed && isTnef(file) && <span className={styles.warning}>{t('file-tnef')}</span>}
      </span>
    </>
  );
}
