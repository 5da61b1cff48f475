import { useState } from 'react';
import type { CleanUp } from '../../../shared/clean-up.ts';
import { ApiError } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { useFinishForGood } from './clean-ups.ts';
import { figures } from './words.ts';

/** The mailbox is too full to move anything to Trash: what is left may go for good, with consent. */
export function FinishQuestion({ cleanUp, onClose }: { cleanUp: CleanUp; onClose(): void }) {
  const t = useT();
  const formats = useFormats();
  const { id, messages, bytes, done, doneBytes, missed } = cleanUp;
  const [left, setLeft] = useState({
    messages: messages - done - missed,
    bytes: bytes - doneBytes,
  });
  const { mutate, isPending, error } = useFinishForGood(onClose);
  const finish = () =>
    mutate(
      { id, expected: left },
      {
        onError: (refusal) => {
          const now = refusal instanceof ApiError ? weightIn(refusal.details) : null;
          if (now) setLeft(now);
        },
      },
    );
  return (
    <Dialog
      role="alertdialog"
      title={t('clean-for-good-title', { count: left.messages })}
      onClose={onClose}
    >
      <p>{t('clean-for-good-text', { figures: figures(left, t, formats) })}</p>
      {error && <p role="alert">{sentenceOf(error, t)}</p>}
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="danger" disabled={isPending} onClick={finish}>
          {t('delete-forever')}
        </Button>
      </Actions>
    </Dialog>
  );
}

/** The new figures that a refusal carries. */
function weightIn({ messages, bytes }: Record<string, unknown>) {
  return typeof messages === 'number' && typeof bytes === 'number' ? { messages, bytes } : null;
}
