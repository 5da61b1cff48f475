import { useEffect, useSyncExternalStore } from 'react';
import type { FilterRunning } from '../../../shared/events.ts';
import { runRule, type SimpleRule, stopRun } from '../../../shared/filters.ts';
import { undoAct } from '../../../shared/messages.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { type MessageId, t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { labelOf } from '../folders/folders.ts';
import { nameOfRule } from './words.ts';

/** A rule on its way through a folder. */
export interface Run {
  id: string;
  name: string;
  folder: string;
  /** Messages; `total` null = they are still being looked for. */
  done: number;
  total: number | null;
  isStopping: boolean;
}

let run: Run | null = null;
/** Parts of the page that show the progress. */
let places = 0;
const listeners = new Set<() => void>();

export function useRun(): Run | null {
  useEffect(() => {
    places++;
    return () => {
      places--;
    };
  }, []);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => run,
  );
}

/** Does with the messages of a folder what the rule would have done; one run at a time. */
export function startRun(rule: SimpleRule, folder: string) {
  if (run) return toast(t('filter-run-busy'), { look: 'failed' });
  const name = nameOfRule(rule, t);
  const id = crypto.randomUUID();
  set({ id, name, folder, done: 0, total: null, isStopping: false });
  const words = t('filter-running', { name, folder: labelOf(folder, t) });
  const action = { label: t('filter-run-cancel'), act: cancelRun };
  const close = places ? () => {} : toast(words, { look: 'working', action });
  void finish(call(runRule, { folder, rule, run: id }), name, folder).finally(close);
}

async function finish(
  answer: ReturnType<typeof call<typeof runRule>>,
  name: string,
  folder: string,
) {
  try {
    const { matched, done, undo, skipped } = await answer;
    const words = { name, folder: labelOf(folder, t), count: done, total: matched };
    const said = t(done < matched ? 'filter-run-stopped' : 'filter-run-done', words);
    const left = skipped.map((one) => t(`filter-do-${one}` as MessageId)).join(', ');
    toast(left ? `${said} ${t('filter-run-skipped', { names: left })}` : said, {
      ...(undo && { action: { label: t('undo'), act: () => void takeBack(undo, folder) } }),
    });
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  set(null);
  await askAgain(folder);
}

/** What is done stays done, and can be taken back. */
export function cancelRun() {
  if (!run) return;
  set({ ...run, isStopping: true });
  void call(stopRun, { run: run.id }).catch(() => {});
}

/** Progress, told by the server. */
export function applyFilterRun(event: FilterRunning) {
  if (run?.id === event.run) set({ ...run, done: event.done, total: event.total });
}

async function takeBack(token: string, folder: string) {
  try {
    const { count, wanted } = await call(undoAct, { token });
    toast(count < wanted ? t('did-undo-some', { count, wanted }) : t('did-undo'));
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await askAgain(folder);
}

/** The list of the folder may be kept from before, and nobody watches it from here. */
const askAgain = (folder: string) =>
  queryClient.invalidateQueries({ queryKey: ['messages', folder] });

function set(next: Run | null) {
  run = next;
  for (const listener of listeners) listener();
}
