import { useState } from 'react';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { folderLabel, useCreateFolder, useFolders } from '../folders/folders.ts';
import styles from './Filters.module.css';
import { takeFocus } from './inputs.ts';

const NEW = '\0new';

interface Props {
  label: string;
  value: string;
  describedBy?: string | undefined;
  isWrong?: boolean;
  onChange(path: string): void;
}

/** A folder to choose, or a new one to make on the way. */
export function FolderSelect({ label, value, describedBy, isWrong, onChange }: Props) {
  const t = useT();
  const folders = (useFolders() ?? []).filter(({ selectable }) => selectable);
  const create = useCreateFolder();
  const [name, setName] = useState<string | null>(null);
  const isGone = value !== '' && !folders.some(({ path }) => path === value);
  const make = async () => {
    if (!name?.trim()) return;
    const made = await create.mutateAsync({ parent: null, name: name.trim() }).catch(() => null);
    if (!made) return;
    onChange(made.path);
    setName(null);
  };
  return (
    <div className={styles.folder}>
      <select
        aria-label={label}
        aria-invalid={isWrong || undefined}
        aria-describedby={describedBy}
        value={name === null ? value : NEW}
        onChange={({ target }) => {
          if (target.value === NEW) return setName('');
          setName(null);
          onChange(target.value);
        }}
      >
        {!value && <option value="">{t('filter-folder-choose')}</option>}
        {folders.map((one) => (
          <option key={one.path} value={one.path}>
            {one.specialUse ? folderLabel(one, t) : one.path}
          </option>
        ))}
        {isGone && <option value={value}>{t('filter-folder-gone', { name: value })}</option>}
        <option value={NEW}>{t('filter-folder-new')}</option>
      </select>
      {name !== null && (
        <div className={styles.inline}>
          <input
            aria-label={t('folder-name')}
            placeholder={t('folder-name')}
            value={name}
            maxLength={250}
            ref={takeFocus}
            onChange={({ target }) => {
              setName(target.value);
              create.reset();
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // It would send the whole form.
              event.preventDefault();
              void make();
            }}
          />
          <Button onClick={() => void make()} disabled={create.isPending}>
            {t('folder-create')}
          </Button>
        </div>
      )}
      {create.error && (
        <p role="alert" className={styles.error}>
          {sentenceOf(create.error, t)}
        </p>
      )}
    </div>
  );
}
