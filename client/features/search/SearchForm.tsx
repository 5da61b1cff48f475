import { type FormEvent, useState } from 'react';
import { readSize } from '../../../shared/search/values.ts';
import { currentAmong, type MessageId, useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import Dialog from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { folderLabel, useFolders } from '../folders/folders.ts';
import { type FormFields, readForm, writeForm } from './form.ts';
import styles from './SearchForm.module.css';

interface Props {
  /** The query as it stands in the box. */
  text: string;
  onSearch(text: string): void;
  onClose(): void;
}

const flags = ['hasAttachment', 'isUnread', 'isStarred'] as const;

/** For those who prefer forms: it writes the same query text that the box holds. */
export default function SearchForm({ text, onSearch, onClose }: Props) {
  const t = useT();
  const folders = (useFolders() ?? []).filter(({ selectable }) => selectable);
  const [{ fields: before, rest }] = useState(() => readForm(text));
  const [fields, setFields] = useState<FormFields>(before);
  const [isWrong, setWrong] = useState(false);
  const set = (name: keyof FormFields) => (event: { target: { value: string } }) =>
    setFields({ ...fields, [name]: event.target.value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fields.larger && readSize(fields.larger.trim()) === null) return setWrong(true);
    onSearch(
      writeForm({ ...fields, larger: fields.larger.trim() }, rest, currentAmong(['en', 'fr'])),
    );
  };
  const isOwn = fields.in !== '' && !folders.some(({ path }) => path === fields.in);
  return (
    <Dialog title={t('search-options')} onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        {(['words', 'without', 'from', 'to', 'subject', 'filename'] as const).map((name) => (
          <Field
            key={name}
            label={t(`search-field-${name}` as MessageId)}
            value={fields[name]}
            onChange={set(name)}
            autoComplete="off"
            maxLength={200}
          />
        ))}
        <Field as="select" label={t('search-field-in')} value={fields.in} onChange={set('in')}>
          <option value="">{t('search-in-default')}</option>
          <option value="anywhere">{t('search-in-anywhere')}</option>
          {folders.map((folder) => (
            <option key={folder.path} value={folder.path}>
              {folder.specialUse ? folderLabel(folder, t) : folder.path}
            </option>
          ))}
          {isOwn && fields.in !== 'anywhere' && <option value={fields.in}>{fields.in}</option>}
        </Field>
        <Field
          label={t('search-field-larger')}
          value={fields.larger}
          placeholder="5M"
          onChange={set('larger')}
          error={isWrong ? t('search-problem-size', { typed: fields.larger }) : null}
        />
        <Field
          type="date"
          label={t('search-field-after')}
          value={fields.after}
          onChange={set('after')}
        />
        <Field
          type="date"
          label={t('search-field-before')}
          value={fields.before}
          onChange={set('before')}
        />
        <div className={styles.flags}>
          {flags.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={fields[name]}
                onChange={(event) => setFields({ ...fields, [name]: event.target.checked })}
              />
              {t(`search-field-${name}` as MessageId)}
            </label>
          ))}
        </div>
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary">
            {t('search')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
