import type { Absence } from '../../../shared/automatic-reply.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import styles from './AutomaticReply.module.css';
import { fromField, quickChoices, quickEnd, toField, zoneName } from './periods.ts';

interface Props {
  absence: Absence;
  error: string | null;
  onChange(part: Partial<Absence>): void;
}

/** From when to when, in the zone of this device. */
export function AbsencePeriod({ absence: { start, end }, error, onChange }: Props) {
  const t = useT();
  const read = (name: 'start' | 'end') => (event: { target: EventTarget }) => {
    const moment = fromField(event.target as HTMLInputElement);
    // Half a date is being typed.
    if (moment !== undefined) onChange({ [name]: moment });
  };
  return (
    <>
      <div className={styles.pair}>
        <Field
          label={t('away-starts')}
          type="datetime-local"
          value={toField(start)}
          max="9999-12-31T23:59"
          onChange={read('start')}
        />
        <Field
          label={t('away-ends')}
          type="datetime-local"
          value={toField(end)}
          max="9999-12-31T23:59"
          error={error}
          onChange={read('end')}
        />
      </div>
      <fieldset className={styles.quick}>
        <legend className="visually-hidden">{t('away-quick')}</legend>
        {quickChoices.map((choice) => (
          <Button
            key={choice}
            onClick={() => onChange({ end: quickEnd(choice, Math.max(start ?? 0, Date.now())) })}
          >
            {t(`away-quick-${choice}`)}
          </Button>
        ))}
      </fieldset>
      <p className={styles.hint}>{t('away-zone', { zone: zoneName() })}</p>
    </>
  );
}
