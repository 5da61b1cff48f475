import Check from 'lucide-react/icons/check';
import Download from 'lucide-react/icons/download';
import { type ExportPart, partAddress } from '../../../shared/exports.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Exports.module.css';

/** One file: what it holds, and how much of it has left. */
export function PartLine({ id, part }: { id: string; part: ExportPart }) {
  const t = useT();
  const { bytes } = useFormats();
  const { name, messages, bytes: size, sent } = part;
  const isDone = sent >= size;
  return (
    <li className={styles.part}>
      <div className={styles.words}>
        <p className={styles.name} dir="auto">
          {name}
        </p>
        <p className={styles.hint}>
          {t('exports-messages', { count: messages })} · {bytes(size)}
          {sent > 0 && !isDone && <> · {t('exports-sent', { done: bytes(sent) })}</>}
        </p>
        {isDone && (
          <p className={styles.done}>
            <Check size={16} aria-hidden />
            {t('exports-done')}
          </p>
        )}
      </div>
      <a
        href={partAddress(id, part)}
        download
        aria-label={t('exports-download-name', { name })}
        className={isDone ? styles.again : styles.download}
      >
        <Download size={16} aria-hidden />
        {t(isDone ? 'exports-download-again' : 'exports-download')}
      </a>
    </li>
  );
}
