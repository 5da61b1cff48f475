import { useState } from 'react';
import { wipeDevice } from '../../api/device.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { toast } from '../../ui/toasts.ts';
import { forgetDrafts, settleDrafts } from '../compose/keeping/drafts.ts';
import { useSession, useSignOut } from '../session/session.ts';
import styles from './Panels.module.css';

/** Takes everything of this account off the device, and says before what goes and what stays. */
export function DeviceData() {
  const t = useT();
  const account = useSession()?.account ?? '';
  const [isSettling, setSettling] = useState(false);
  /** How many letters are nowhere but here; null = it is not asked. */
  const [onlyHere, setOnlyHere] = useState<number | null>(null);
  const leaving = useSignOut(
    () => forgetDrafts(account),
    async () => {
      await wipeDevice();
      // A new page: what the old one had in memory goes with it.
      location.replace('/login');
    },
  );
  const ask = async () => {
    setSettling(true);
    setOnlyHere(await settleDrafts());
    setSettling(false);
  };
  const stay = () => setOnlyHere(null);
  const wipe = () => {
    stay();
    leaving.mutate(false, {
      onError: (error) => toast(sentenceOf(error, t), { look: 'failed' }),
    });
  };
  return (
    <>
      <Button
        look="danger"
        className={styles.act}
        disabled={isSettling || leaving.isPending}
        onClick={() => void ask()}
      >
        {t('device-wipe')}
      </Button>
      {onlyHere !== null && (
        <Dialog title={t('device-wipe-title')} role="alertdialog" onClose={stay}>
          <p>{t('device-wipe-goes')}</p>
          <ul className={styles.list}>
            <li>{t('device-wipe-mail')}</li>
            <li>{t('device-wipe-letters')}</li>
            <li>{t('device-wipe-looks')}</li>
          </ul>
          {onlyHere > 0 && (
            <p className={styles.refusal}>{t('device-wipe-unsaved', { count: onlyHere })}</p>
          )}
          <p>{t('device-wipe-stays')}</p>
          <Actions>
            <Button onClick={stay}>{t('cancel')}</Button>
            <Button look="danger" onClick={wipe}>
              {t('device-wipe')}
            </Button>
          </Actions>
        </Dialog>
      )}
    </>
  );
}
