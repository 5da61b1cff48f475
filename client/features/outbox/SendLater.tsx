import CalendarClock from 'lucide-react/icons/calendar-clock';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useT } from '../../i18n/i18n.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { useSession } from '../session/session.ts';
import { MomentDialog } from './MomentDialog.tsx';
import { dateText, moments, timeText } from './moments.ts';

interface Props {
  disabled: boolean;
  onChoose(at: number): void;
}

/** When a letter leaves, if not now; where the administrator allows it. */
export function SendLater({ disabled, onChoose }: Props) {
  const t = useT();
  const { locale } = useIntl();
  const [picks, setPicks] = useState(false);
  const menu = useMenu(t('send-later'), () => [
    {
      id: 'moments',
      title: t('send-later'),
      entries: [
        ...moments(Date.now()).map(({ id, at }) => ({
          id,
          label: t(`moment-${id}`, { day: dateText(at, locale), time: timeText(at, locale) }),
          act: () => onChoose(at),
        })),
        { id: 'pick', label: t('moment-pick'), act: () => setPicks(true) },
      ],
    },
  ]);
  if (useSession()?.sendLater === false) return null;
  return (
    // The letter below is not to hear the keys that menu and dialog are closed with.
    <span onKeyDown={(event) => (picks || menu.isOpen) && event.stopPropagation()}>
      <MenuButton
        menu={menu}
        label={t('send-later')}
        disabled={disabled}
        icon={<CalendarClock size={18} aria-hidden />}
      />
      {picks && (
        <MomentDialog
          title={t('send-later')}
          submit={t('send-later')}
          onChoose={onChoose}
          onClose={() => setPicks(false)}
        />
      )}
    </span>
  );
}
