import { useRef, useState } from 'react';
import { mailFileTypes } from '../../../shared/files.ts';
import type { ImportTarget } from '../../../shared/imports.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { folderLabel, useFolders } from '../folders/folders.ts';
import { Brought } from './Brought.tsx';
import { bringBack, useBringing } from './bring-back.ts';
import styles from './Exports.module.css';

const ENDINGS = Object.keys(mailFileTypes).map((ending) => `.${ending}`);

/** Files of mail become messages again, where they were or elsewhere. */
export function BringBack() {
  const t = useT();
  const { bytes, day } = useFormats();
  const folders = (useFolders() ?? []).filter(({ selectable }) => selectable);
  const bringing = useBringing();
  const [to, setTo] = useState<ImportTarget['to']>('original');
  const [folder, setFolder] = useState('INBOX');
  const [name, setName] = useState(() => t('exports-new-name', { date: day(Date.now()) }));
  const [skip, setSkip] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  const target = (): ImportTarget =>
    to === 'new' ? { to, name: name.trim() } : { to, folder: to === 'folder' ? folder : 'INBOX' };
  const isNameless = to === 'new' && !name.trim();
  return (
    <div className={styles.form}>
      <Choices<ImportTarget['to']>
        label={t('exports-where')}
        value={to}
        options={[
          { value: 'original', label: t('exports-to-original') },
          { value: 'new', label: t('exports-to-new') },
          { value: 'folder', label: t('exports-to-folder') },
        ]}
        onChoose={setTo}
      />
      {to === 'new' && (
        <Field
          label={t('exports-name')}
          value={name}
          maxLength={100}
          error={isNameless ? t('exports-nameless') : null}
          onChange={({ target: { value } }) => setName(value)}
        />
      )}
      {to === 'folder' && (
        <Field
          as="select"
          label={t('exports-folder')}
          value={folder}
          onChange={({ target: { value } }) => setFolder(value)}
        >
          {folders.map((one) => (
            <option key={one.path} value={one.path}>
              {folderLabel(one, t)}
            </option>
          ))}
        </Field>
      )}
      <label className={styles.check}>
        <input type="checkbox" checked={skip} onChange={() => setSkip(!skip)} />
        {t('exports-skip')}
      </label>
      <input
        ref={input}
        type="file"
        accept={ENDINGS.join(',')}
        multiple
        hidden
        aria-label={t('exports-choose')}
        onChange={({ currentTarget }) => {
          void bringBack([...(currentTarget.files ?? [])], target(), skip);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
      {bringing.running ? (
        <div className={styles.running}>
          <p role="status">{t('import-running', { name: bringing.running.name })}</p>
          <progress
            aria-label={t('import-running', { name: bringing.running.name })}
            value={bringing.running.done}
            max={bringing.running.total || 1}
          />
          <p className={styles.hint}>
            {t('import-progress', {
              done: bytes(bringing.running.done),
              total: bytes(bringing.running.total),
            })}
          </p>
          <Button onClick={bringing.running.cancel}>{t('cancel')}</Button>
        </div>
      ) : (
        <Button disabled={isNameless} onClick={() => input.current?.click()}>
          {t('exports-choose')}
        </Button>
      )}
      {bringing.results.length > 0 && (
        <ul className={styles.list} aria-label={t('exports-results')}>
          {bringing.results.map((one) => (
            <Brought key={one.id} result={one} />
          ))}
        </ul>
      )}
    </div>
  );
}
