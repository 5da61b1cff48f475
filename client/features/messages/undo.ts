import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

let last: (() => void) | null = null;
let pending: Promise<unknown> = Promise.resolve();

/** An act begins: from now on the latest act is this one, whatever the server answers. */
export function beginAct<T>(answer: Promise<T>): Promise<T> {
  last = null;
  pending = answer.catch(() => {});
  return answer;
}

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

/** Takes back the latest act of this page, once; one that is still under way when it is done. */
export async function undoLast() {
  await pending;
  // What the answer leads to comes before.
  await new Promise((done) => setTimeout(done));
  if (last) last();
  else toast(t('nothing-to-undo'));
}
