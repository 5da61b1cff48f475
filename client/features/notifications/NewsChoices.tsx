import type { NotificationChoices } from '../../../shared/notifications.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { useChoose, usePreferences } from '../preferences/preferences.ts';
import { chime } from './chime.ts';
import styles from './Notifications.module.css';
import { QuietHours } from './QuietHours.tsx';

/** Of which mail, how much of it, with a sound, and when not: the same on every device. */
export function NewsChoices() {
  const t = useT();
  const { notifications } = usePreferences();
  const { mutate } = useChoose();
  const choose = (part: Partial<NotificationChoices>) =>
    mutate({ notifications: { ...notifications, ...part } });
  return (
    <>
      <Choices
        label={t('notify-which')}
        value={notifications.which}
        options={(['all', 'contacts', 'none'] as const).map((value) => ({
          value,
          label: t(`notify-which-${value}`),
        }))}
        onChoose={(which) => choose({ which })}
      />
      <Choices
        label={t('notify-shows')}
        value={notifications.shows}
        options={(['nothing', 'sender'] as const).map((value) => ({
          value,
          label: t(`notify-shows-${value}`),
        }))}
        onChoose={(shows) => choose({ shows })}
      />
      <div className={styles.sound}>
        <Checks
          label={t('notify-sound')}
          options={[
            {
              label: t('notify-sound-on'),
              checked: notifications.sound,
              onChange: (sound) => choose({ sound }),
            },
          ]}
        />
        <Button onClick={() => void chime()}>{t('notify-sound-play')}</Button>
      </div>
      <QuietHours quiet={notifications.quiet} onChange={(quiet) => choose({ quiet })} />
    </>
  );
}
