import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { BasketLine } from '../../../shared/clean-up.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { STORAGE } from './addresses.ts';
import { BeginButton, Refusal } from './BeginButton.tsx';
import { addToBasket } from './basket.ts';
import { LineDetails } from './LineDetails.tsx';
import { Trouble } from './Trouble.tsx';
import { useBegin } from './useBegin.ts';

interface Props {
  title: string;
  line: BasketLine;
  /** What can be done first: the files of messages are downloaded before they are taken out. */
  before?: ReactNode;
  onClose(): void;
  onBegun(): void;
}

/** Asked before messages go: how many exactly, which stay, and how it is taken back. */
export function CleanUpDialog({ title, line: asked, before, onClose, onBegun }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const [line, setLine] = useState(asked);
  const begin = useBegin([line], onBegun);
  const found = begin.preview?.lines[0];
  const keepForLater = async () => {
    const isKept = await addToBasket(line, () => void navigate(`${STORAGE}/basket`));
    if (isKept) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {begin.error ? (
        <Trouble error={begin.error} onRetry={begin.retry} />
      ) : (
        <LineDetails line={line} found={found} isCounting={begin.isBusy} onChange={setLine} />
      )}
      {found && <p>{t(`clean-promise-${line.action}`)}</p>}
      {before}
      <Refusal begin={begin} />
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        {found && found.messages > 0 && (
          <Button onClick={() => void keepForLater()}>{t('basket-add')}</Button>
        )}
        <BeginButton lines={[line]} begin={begin} />
      </Actions>
    </Dialog>
  );
}
