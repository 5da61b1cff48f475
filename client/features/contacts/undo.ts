import { undoChange } from '../../../shared/contacts.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

/** Says what was done to the contacts, with the way back. */
export function offerUndo(text: string, change: string, undone = t('did-undo')) {
  toast(text, { action: { label: t('undo'), act: () => void takeBack(change, undone) } });
}

async function takeBack(change: string, undone: string) {
  try {
    await call(undoChange, { change });
    toast(undone);
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await queryClient.invalidateQueries({ queryKey: ['contacts'] });
}
