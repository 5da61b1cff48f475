import type { AppPassword } from '../../../shared/app-passwords.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { useRevoke } from './app-passwords.ts';

/** Asked, because it cannot be undone: nobody knows the password any more. */
export function RevokeDialog({ one, onClose }: { one: AppPassword; onClose(): void }) {
  const t = useT();
  const revoking = useRevoke(onClose);
  return (
    <Dialog
      title={t('app-password-revoke-title', { name: one.name })}
      role="alertdialog"
      onClose={onClose}
    >
      <p>{t('app-password-revoke-text')}</p>
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="danger" disabled={revoking.isPending} onClick={() => revoking.mutate(one)}>
          {t('app-password-revoke')}
        </Button>
      </Actions>
    </Dialog>
  );
}
