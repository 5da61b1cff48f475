import { useState } from 'react';
import { useNavigate } from 'react-router';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { toast } from '../../ui/toasts.ts';
import { forgetDrafts, settleDrafts } from '../compose/keeping/drafts.ts';
import { useSession, useSignOut } from './session.ts';

/** Signing out takes everything off the device: what is being written goes to Drafts first, or it is asked. */
export function useLeaving() {
  const t = useT();
  const navigate = useNavigate();
  const account = useSession()?.account ?? '';
  const [isSettling, setSettling] = useState(false);
  const [asked, setAsked] = useState<{ everywhere: boolean; count: number } | null>(null);
  const leaving = useSignOut(
    () => forgetDrafts(account),
    () => navigate('/login', { replace: true }),
  );
  const go = (everywhere: boolean) =>
    leaving.mutate(everywhere, {
      onError: (error) => toast(sentenceOf(error, t), { look: 'failed' }),
    });
  const leave = async (everywhere: boolean) => {
    setSettling(true);
    const count = await settleDrafts();
    setSettling(false);
    if (count) setAsked({ everywhere, count });
    else go(everywhere);
  };
  const stay = () => setAsked(null);
  const question = asked && (
    <Dialog title={t('sign-out-unsaved-title')} role="alertdialog" onClose={stay}>
      <p>{t('sign-out-unsaved', { count: asked.count })}</p>
      <Actions>
        <Button onClick={stay}>{t('cancel')}</Button>
        <Button
          look="danger"
          onClick={() => {
            stay();
            go(asked.everywhere);
          }}
        >
          {t('sign-out-anyway')}
        </Button>
      </Actions>
    </Dialog>
  );
  return { leave, question, isLeaving: isSettling || leaving.isPending };
}
