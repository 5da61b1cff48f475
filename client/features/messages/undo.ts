import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

let last: (() => void) | null = null;

/** Says what was done, and offers to take it back: in the toast, and by `undoLast` for longer. */
export function offerUndo(said: string, undo: (() => unknown) | null | '') {
  if (!undo) {
    toast(said);
    return;
  }
  const run = () => {
    if (last === run) last = null;
    close();
    undo();
  };
  const close = toast(said, { action: { label: t('undo'), act: run } });
  last = run;
}

/** Takes back the latest act of this page, once. */
export function undoLast() {
  if (last) last();
  else toast(t('nothing-to-undo'));
}
