import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';

interface Props {
  /** How many messages go. */
  count: number;
  onExpunge(): void;
  onClose(): void;
}

/** Asked before messages in Trash are deleted for good. */
export function ExpungeQuestion({ count, onExpunge, onClose }: Props) {
  const t = useT();
  return (
    <Dialog title={t('expunge-title', { count })} role="alertdialog" onClose={onClose}>
      <p>{t('expunge-text')}</p>
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          look="danger"
          onClick={() => {
            onExpunge();
            onClose();
          }}
        >
          {t('delete-forever')}
        </Button>
      </Actions>
    </Dialog>
  );
}
