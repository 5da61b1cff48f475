import { useFormats } from '../../../i18n/formats.ts';
import { useT } from '../../../i18n/i18n.tsx';
import styles from './DraftStatus.module.css';
import { useKeeping } from './keeping.ts';

/** Where the words are by now: in Drafts, or on this device. */
export function DraftStatus({ id }: { id: string }) {
  const t = useT();
  const { time } = useFormats();
  const { isDirty, isSaving, isOnDevice, savedAt, base } = useKeeping(id);
  const isSaved = !isDirty && base !== null && savedAt !== null;
  return (
    <div className={styles.place}>
      <p role="status" className={styles.status}>
        {isSaved && (
          <>
            {t('draft-saved')}{' '}
            <time dateTime={new Date(savedAt).toISOString()}>{time(savedAt)}</time>
          </>
        )}
      </p>
      {isDirty && (
        <p className={styles.status}>
          {t(isSaving ? 'draft-saving' : isOnDevice ? 'draft-on-device' : 'draft-nowhere')}
        </p>
      )}
    </div>
  );
}
