import type { NotificationChoices } from '../../../shared/notifications.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Field } from '../../ui/Field.tsx';
import styles from './Notifications.module.css';

type Quiet = NotificationChoices['quiet'];

const NIGHT = { from: '22:00', to: '07:00' };

/** Hours in which nothing is told, by the clock of where the person was when they chose them. */
export function QuietHours({ quiet, onChange }: { quiet: Quiet; onChange(quiet: Quiet): void }) {
  const t = useT();
  const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  const change = (part: { from?: string; to?: string }) => {
    // A field that was cleared has no time: the one before stays.
    if (quiet && Object.values(part).every(Boolean)) onChange({ ...quiet, ...part, zone: here() });
  };
  return (
    <>
      <Checks
        label={t('notify-quiet')}
        options={[
          {
            label: t('notify-quiet-on'),
            checked: quiet !== null,
            onChange: (on) => onChange(on ? { ...NIGHT, zone: here() } : null),
          },
        ]}
      />
      {quiet && (
        <div className={styles.hours}>
          <Field
            label={t('notify-quiet-from')}
            type="time"
            required
            value={quiet.from}
            onChange={({ target }) => change({ from: target.value })}
          />
          <Field
            label={t('notify-quiet-to')}
            type="time"
            required
            value={quiet.to}
            onChange={({ target }) => change({ to: target.value })}
          />
          <p className={styles.facts}>{t('notify-quiet-zone', { zone: quiet.zone })}</p>
        </div>
      )}
    </>
  );
}
