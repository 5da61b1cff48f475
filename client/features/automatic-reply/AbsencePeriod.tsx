import type { Absence } from '../../../shared/automatic-reply.ts';
import { useZone, zoneName } from '../../i18n/clock.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './AutomaticReply.module.css';
import { MomentField } from './MomentField.tsx';
import { quickChoices, quickEnd } from './periods.ts';

interface Props {
  absence: Absence;
  error: string | null;
  onChange(part: Partial<Absence>): void;
}

/** From when to when, in the reader's zone. */
export function AbsencePeriod({ absence: { start, end }, error, onChange }: Props) {
  const t = useT();
  const zone = useZone();
  return (
    <>
      <div className={styles.pair}>
        <MomentField
          label={t('away-starts')}
          value={start}
          onChange={(moment) => onChange({ start: moment })}
        />
        <MomentField
          label={t('away-ends')}
          value={end}
          error={error}
          onChange={(moment) => onChange({ end: moment })}
        />
      </div>
      <fieldset className={styles.quick}>
        <legend className="visually-hidden">{t('away-quick')}</legend>
        {quickChoices.map((choice) => (
          <Button
            key={choice}
            onClick={() =>
              onChange({ end: quickEnd(choice, Math.max(start ?? 0, Date.now()), zone) })
            }
          >
            {t(`away-quick-${choice}`)}
          </Button>
        ))}
      </fieldset>
      <p className={styles.hint}>{t('away-zone', { zone: zoneName(zone) })}</p>
    </>
  );
}
