import X from 'lucide-react/icons/x';
import type { MailExport } from '../../../shared/exports.ts';
import { sentenceOfTrouble } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { type Translate, useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { labelOf } from '../folders/folders.ts';
import styles from './Exports.module.css';
import { useDropExport, useStartExport } from './exports.ts';
import { PartLine } from './PartLine.tsx';

/** One download: prepared, offered, or failed. */
export function ExportItem({ mailExport }: { mailExport: MailExport }) {
  const t = useT();
  const { long } = useFormats();
  const drop = useDropExport();
  const start = useStartExport();
  const { id, state, format, planned, measured, parts, createdAt, until } = mailExport;
  const title = titleOf(mailExport, t);
  const held = parts.reduce((sum, { messages }) => sum + messages, 0);
  const again = () => {
    start.mutate({ what: { kind: 'folders', folders: mailExport.folders }, format });
    drop.mutate(id);
  };
  return (
    <li className={styles.item} aria-label={title}>
      <div className={styles.head}>
        <div>
          <p className={styles.name} dir="auto">
            {title}
          </p>
          <p className={styles.hint}>
            {t(`exports-${format}`)} · {long(createdAt)}
          </p>
        </div>
        {state === 'preparing' ? (
          <Button onClick={() => drop.mutate(id)}>{t('cancel')}</Button>
        ) : (
          <IconButton
            label={t('exports-remove', { name: title })}
            icon={<X size={18} aria-hidden />}
            onClick={() => drop.mutate(id)}
          />
        )}
      </div>
      {state === 'preparing' && (
        <>
          <p role="status">{t('exports-preparing')}</p>
          <progress aria-label={t('exports-preparing')} value={measured} max={planned || 1} />
          <p className={styles.hint}>
            {t('exports-progress', { count: measured, total: planned })}
          </p>
        </>
      )}
      {state === 'ready' && (
        <>
          <p role="status">
            {t('exports-checked', { count: held, total: planned, files: parts.length })}
          </p>
          <Gone mailExport={mailExport} />
          <ul className={styles.parts}>
            {parts.map((part) => (
              <PartLine key={part.part} id={id} part={part} />
            ))}
          </ul>
          <p className={styles.hint}>{t('exports-until', { date: long(until) })}</p>
        </>
      )}
      {state === 'failed' && (
        <div role="alert" className={styles.trouble}>
          <p>
            {t('exports-failed')}{' '}
            {sentenceOfTrouble({ code: mailExport.trouble ?? 'server-error', reason: '' }, t)}
          </p>
          {!mailExport.isSelection && <Button onClick={again}>{t('exports-again')}</Button>}
        </div>
      )}
    </li>
  );
}

/** Messages that left the mailbox before they were in a file: said, and named as far as they were known. */
function Gone({ mailExport: { gone, goneNames } }: { mailExport: MailExport }) {
  const t = useT();
  if (!gone) return null;
  return (
    <div className={styles.gone}>
      <p>{t('exports-gone', { count: gone })}</p>
      <ul>
        {goneNames.map((name) => (
          <li key={name} dir="auto">
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

function titleOf({ folders, isSelection, planned }: MailExport, t: Translate): string {
  const [first = '', ...others] = folders;
  const folder = labelOf(first, t);
  if (isSelection) return t('exports-title-selection', { count: planned, folder });
  return others.length ? t('exports-title-folders', { count: folders.length }) : folder;
}
