import { type SyntheticEvent, useId, useState } from 'react';
import { type Template, templateFields } from '../../../shared/templates.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import styles from './Identities.module.css';
import { useWriteTemplate } from './templates.ts';

interface Props {
  /** Changed, or with a new id made. */
  template: Template;
  title: string;
  onDone?(template: Template): void;
  onClose(): void;
}

/** Words that are written again and again, with fields that each letter fills. */
export function TemplateDialog({ template, title, onDone, onClose }: Props) {
  const t = useT();
  const id = useId();
  const [one, setOne] = useState(template);
  const [error, setError] = useState<string | null>(null);
  const write = useWriteTemplate((kept) => {
    onClose();
    onDone?.(kept);
  });
  const change = (part: Partial<Template>) => {
    setOne({ ...one, ...part });
    setError(null);
    write.reset();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const name = one.name.trim();
    if (!name) return setError(t('template-name-missing'));
    write.mutate({ ...one, name });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <Field
          label={t('template-name')}
          value={one.name}
          maxLength={100}
          autoFocus
          autoComplete="off"
          error={error}
          onChange={(event) => change({ name: event.target.value })}
        />
        <Field
          label={t('template-subject')}
          value={one.subject}
          maxLength={1000}
          autoComplete="off"
          onChange={(event) => change({ subject: event.target.value })}
        />
        <div className={styles.editor}>
          <label htmlFor={id}>{t('template-text')}</label>
          <textarea
            id={id}
            rows={8}
            maxLength={100_000}
            aria-describedby={`${id}-fields`}
            value={one.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        </div>
        <div id={`${id}-fields`} className={styles.hint}>
          {t('template-fields')}{' '}
          {templateFields.map((field) => {
            const shown = t(`field-${field.replace(' ', '-')}` as MessageId);
            return (
              <button
                key={field}
                type="button"
                className={styles.fieldName}
                onClick={() => change({ text: `${one.text}{{${shown}}}` })}
              >{`{{${shown}}}`}</button>
            );
          })}
        </div>
        {write.error && (
          <p role="alert" className={styles.error}>
            {sentenceOf(write.error, t)}
          </p>
        )}
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" disabled={write.isPending}>
            {t('template-save')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
