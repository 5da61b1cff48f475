import Plus from 'lucide-react/icons/plus';
import { useId } from 'react';
import { type Absence, LONGEST_MESSAGE } from '../../../shared/automatic-reply.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import styles from './AutomaticReply.module.css';
import { fromShown, shownField, toShown } from './words.ts';

interface Props {
  absence: Absence;
  /** The server can put the subject that is answered into that of the answer. */
  hasSubjectField: boolean;
  error: string | null;
  onChange(part: Partial<Absence>): void;
}

/** What people get, in one language or two. */
export function AbsenceText({ absence, hasSubjectField, error, onChange }: Props) {
  const t = useT();
  const { subject, message, second } = absence;
  return (
    <>
      <div className={styles.text}>
        <Field
          label={t('away-subject')}
          value={toShown(subject, t)}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => onChange({ subject: fromShown(event.target.value) })}
        />
        {hasSubjectField && (
          <p className={styles.hint}>{t('away-subject-field', { field: shownField(t) })}</p>
        )}
      </div>
      <Words
        label={t('away-message')}
        value={message}
        error={error}
        onChange={(value) => onChange({ message: value })}
      />
      {second ? (
        <>
          <Words
            label={t('away-second')}
            value={second}
            onChange={(value) => onChange({ second: value })}
          />
          <div>
            <Button look="plain" onClick={() => onChange({ second: '' })}>
              {t('away-second-remove')}
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button
            icon={<Plus size={16} aria-hidden />}
            onClick={() => onChange({ second: t('away-second-default') })}
          >
            {t('away-second-add')}
          </Button>
        </div>
      )}
    </>
  );
}

interface WordsProps {
  label: string;
  value: string;
  error?: string | null;
  onChange(value: string): void;
}

function Words({ label, value, error, onChange }: WordsProps) {
  const id = useId();
  return (
    <div className={styles.words}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={7}
        maxLength={LONGEST_MESSAGE}
        dir="auto"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && (
        <p id={`${id}-error`} role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}
