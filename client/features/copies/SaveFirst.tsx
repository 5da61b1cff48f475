import Download from 'lucide-react/icons/download';
import type { Choice } from '../../../shared/choice.ts';
import { choiceZipAddress } from '../../../shared/copies.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Copies.module.css';

/** The attachments to this device, before they leave the messages: streamed, whatever they weigh. */
export function SaveFirst({ choice, bytes }: { choice: Choice; bytes: number }) {
  const t = useT();
  const formats = useFormats();
  return (
    <p className={styles.save}>
      <a href={choiceZipAddress(choice)} download>
        <Download size={16} aria-hidden />
        {t('copies-save-first', { size: formats.bytes(bytes) })}
      </a>
    </p>
  );
}
