import CircleUser from 'lucide-react/icons/circle-user';
import { useNavigate } from 'react-router';
import { useT } from '../../i18n/i18n.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { useSession } from './session.ts';
import { useLeaving } from './useLeaving.tsx';

export function AccountMenu() {
  const t = useT();
  const navigate = useNavigate();
  const session = useSession();
  const { leave, question } = useLeaving();
  const menu = useMenu(t('account'), () => [
    {
      id: 'account',
      ...(session && { title: session.account }),
      entries: [
        { id: 'contacts', label: t('contacts'), act: () => void navigate('/contacts') },
        { id: 'settings', label: t('settings'), act: () => void navigate('/settings/general') },
      ],
    },
    {
      id: 'leave',
      entries: [
        { id: 'sign-out', label: t('sign-out'), act: () => void leave(false) },
        { id: 'everywhere', label: t('sign-out-everywhere'), act: () => void leave(true) },
      ],
    },
  ]);
  return (
    <>
      <MenuButton menu={menu} label={t('account')} icon={<CircleUser size={20} aria-hidden />} />
      {question}
    </>
  );
}
