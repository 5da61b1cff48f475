import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';

interface Props {
  onStay(): void;
  onLeave(): void;
}

/** Closing would lose what was typed. */
export function DiscardQuestion({ onStay, onLeave }: Props) {
  const t = useT();
  return (
    <Dialog role="alertdialog" title={t('filter-discard-title')} onClose={onStay}>
      <p>{t('filter-discard-text')}</p>
      <Actions>
        <Button look="danger" onClick={onLeave}>
          {t('filter-discard')}
        </Button>
        <Button look="primary" autoFocus onClick={onStay}>
          {t('filter-keep-editing')}
        </Button>
      </Actions>
    </Dialog>
  );
}
