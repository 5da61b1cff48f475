import { MOST_A_RUN } from '../../../shared/retention.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { figures } from '../clean-up/words.ts';

interface Props {
  much: { messages: number; bytes: number };
  isForGood: boolean;
  onNo(): void;
  onYes(): void;
}

/** A rule would take many messages when it first runs: asked once more, with the number. */
export function MuchQuestion({ much, isForGood, onNo, onYes }: Props) {
  const t = useT();
  const formats = useFormats();
  const words = figures(much, t, formats);
  return (
    <Dialog role="alertdialog" title={t('retention-much', { figures: words })} onClose={onNo}>
      <p>{t(isForGood ? 'clean-promise-expunge' : 'retention-much-trash')}</p>
      {much.messages > MOST_A_RUN && <p>{t('retention-most', { count: MOST_A_RUN })}</p>}
      <Actions>
        <Button onClick={onNo}>{t('retention-much-no')}</Button>
        <Button look={isForGood ? 'danger' : 'primary'} onClick={onYes}>
          {t('retention-much-yes', { count: much.messages })}
        </Button>
      </Actions>
    </Dialog>
  );
}
