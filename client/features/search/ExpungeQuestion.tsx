import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { type ChosenHits, countOfHits, expungeHits } from './hit-acts.ts';

/** Asked before hits in Trash are deleted for good. */
export function ExpungeQuestion({ groups, onClose }: { groups: ChosenHits[]; onClose(): void }) {
  const t = useT();
  return (
    <Dialog
      title={t('expunge-title', { count: countOfHits(groups) })}
      role="alertdialog"
      onClose={onClose}
    >
      <p>{t('expunge-text')}</p>
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          look="danger"
          onClick={() => {
            void expungeHits(groups);
            onClose();
          }}
        >
          {t('delete-forever')}
        </Button>
      </Actions>
    </Dialog>
  );
}
