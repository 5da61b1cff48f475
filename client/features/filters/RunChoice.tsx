import { useT } from '../../i18n/i18n.tsx';
import styles from './Filters.module.css';
import { FolderSelect } from './FolderSelect.tsx';

interface Props {
  /** null = only mail that comes from now on. */
  folder: string | null;
  start: string;
  onChange(folder: string | null): void;
}

/** Whether the rule is also for the mail that is here already. */
export function RunChoice({ folder, start, onChange }: Props) {
  const t = useT();
  return (
    <div className={styles.run}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={folder !== null}
          onChange={() => onChange(folder === null ? start : null)}
        />
        {t('filter-run')}
      </label>
      {folder !== null && (
        <FolderSelect label={t('filter-run-folder')} value={folder} onChange={onChange} />
      )}
    </div>
  );
}
