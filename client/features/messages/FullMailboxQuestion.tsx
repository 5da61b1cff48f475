import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { closeOffer, useOffer } from './full-mailbox.ts';

/** Asked when there is no room to move anything to Trash: deleting directly needs consent. */
export function FullMailboxQuestion() {
  const t = useT();
  const offer = useOffer();
  if (!offer) return null;
  const { count, expunge } = offer;
  return (
    <Dialog title={t('for-good-title')} role="alertdialog" onClose={closeOffer}>
      <p>{t('for-good-text', { count })}</p>
      <Actions>
        <Button onClick={closeOffer}>{t('cancel')}</Button>
        <Button
          look="danger"
          onClick={() => {
            closeOffer();
            expunge();
          }}
        >
          {t('for-good', { count })}
        </Button>
      </Actions>
    </Dialog>
  );
}
