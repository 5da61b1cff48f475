import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import { useMessage } from '../messages/messages.ts';
import { LeaveList } from '../subscriptions/LeaveList.tsx';

interface Props {
  name: string;
  /** A letter of the list that says how to leave it. */
  place: { folder: string; uid: number };
  onClose(): void;
}

/** The way out of a list, as its latest letter offers it. */
export function LeaveDialog({ name, place: { folder, uid }, onClose }: Props) {
  const t = useT();
  const { data: message, error } = useMessage(folder, uid);
  const wayOut = message?.says?.wayOut;
  return (
    <Dialog title={t('lists-leave-title', { name })} onClose={onClose}>
      {error && !message ? <p role="alert">{sentenceOf(error, t)}</p> : null}
      {!message && !error && <p role="status">{t('loading')}</p>}
      {message && !wayOut && <p>{t('lists-leave-none')}</p>}
      {wayOut && <LeaveList folder={folder} uid={uid} wayOut={wayOut} />}
      <Actions>
        <Button onClick={onClose}>{t('close')}</Button>
      </Actions>
    </Dialog>
  );
}
