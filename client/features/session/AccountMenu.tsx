import CircleUser from 'lucide-react/icons/circle-user';
import { useNavigate } from 'react-router';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { useMenu } from '../../ui/useMenu.tsx';
import { forgetDrafts } from '../compose/composing.ts';
import { useSession, useSignOut } from './session.ts';

export function AccountMenu() {
  const t = useT();
  const navigate = useNavigate();
  const session = useSession();
  const leaving = useSignOut(forgetDrafts, () => navigate('/login', { replace: true }));
  const leave = (everywhere: boolean) =>
    leaving.mutate(everywhere, {
      onError: (error) => toast(sentenceOf(error, t), { look: 'failed' }),
    });
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
        { id: 'sign-out', label: t('sign-out'), act: () => leave(false) },
        { id: 'everywhere', label: t('sign-out-everywhere'), act: () => leave(true) },
      ],
    },
  ]);
  return (
    <>
      <IconButton
        ref={menu.ref}
        label={t('account')}
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        icon={<CircleUser size={20} aria-hidden />}
        onClick={menu.open}
      />
      {menu.menu}
    </>
  );
}
