import { queryOptions, useQuery } from '@tanstack/react-query';
import {
  type BasketLine,
  previewBasket,
  readBasket,
  type startCleanUp,
  writeBasket,
} from '../../../shared/clean-up.ts';
import type { CallInput, OutputOf } from '../../../shared/endpoint.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import type { Meant } from './addresses.ts';

export type Preview = OutputOf<typeof previewBasket>;
export type LinePreview = Preview['lines'][number];
export type Expected = CallInput<typeof startCleanUp>['expected'];

/** The most lines that a basket holds. */
const MOST_LINES = 50;

export const basketQuery = queryOptions({
  queryKey: ['basket'],
  queryFn: async ({ signal }) => (await call(readBasket, {}, signal)).lines,
  // Another device may have put something in: nobody tells.
  staleTime: 0,
});

export const useBasket = () => useQuery(basketQuery);

/** Figures of what is looked at begin with this key: each clean-up makes them other figures. */
export const FIGURES = 'clean-up-figures';

/** What lines would take, counted on the server when it is asked for. */
export const previewQuery = (lines: BasketLine[]) =>
  queryOptions({
    queryKey: [FIGURES, 'preview', lines],
    queryFn: ({ signal }) => call(previewBasket, { lines }, signal),
    enabled: lines.length > 0,
    staleTime: 0,
    gcTime: 60_000,
  });

/** A line of its own for what is meant. */
export const lineFor = (
  { choice, tool, about }: Meant,
  action: BasketLine['action'] = 'trash',
): BasketLine => ({ id: crypto.randomUUID(), tool, about, choice, action, unprotected: [] });

let queue: Promise<unknown> = Promise.resolve();

/**
 * Shows a change at once and keeps it, one after the other: each is made to what the server has by then.
 *
 * @returns whether it was kept.
 */
export function changeBasket(change: (lines: BasketLine[]) => BasketLine[]): Promise<boolean> {
  const { queryKey } = basketQuery;
  queryClient.setQueryData(queryKey, (lines) => lines && change(lines));
  const act = async () => {
    try {
      const { lines } = await call(readBasket, {});
      const kept = await call(writeBasket, { lines: change(lines) });
      queryClient.setQueryData(queryKey, kept.lines);
      return true;
    } catch (error) {
      toast(sentenceOf(error, t), { look: 'failed' });
      await queryClient.invalidateQueries({ queryKey });
      return false;
    }
  };
  const answer = queue.then(act);
  queue = answer;
  return answer;
}

/** Puts a line into the basket, and says so. The same choice for the same act stands there once. */
export async function addToBasket(line: BasketLine, show: () => void): Promise<boolean> {
  const lines = await queryClient.ensureQueryData(basketQuery).catch(() => []);
  if (lines.length >= MOST_LINES) {
    toast(t('basket-full'), { look: 'failed', action: { label: t('basket-show'), act: show } });
    return false;
  }
  const isSame = (one: BasketLine) => sameMeaning(one) === sameMeaning(line);
  const isKept = await changeBasket((before) => [...before.filter((one) => !isSame(one)), line]);
  if (isKept) toast(t('basket-added'), { action: { label: t('basket-show'), act: show } });
  return isKept;
}

const sameMeaning = ({ choice, action }: BasketLine) =>
  JSON.stringify([Object.entries(choice).sort(([a], [b]) => (a < b ? -1 : 1)), action]);

/** Out of the basket, and back in its place with Undo. */
export async function removeLine(line: BasketLine) {
  const at = queryClient.getQueryData(basketQuery.queryKey)?.findIndex(({ id }) => id === line.id);
  const isDone = await changeBasket((lines) => lines.filter(({ id }) => id !== line.id));
  if (!isDone) return;
  const putBack = () =>
    void changeBasket((lines) => [...lines.slice(0, at ?? 0), line, ...lines.slice(at ?? 0)]);
  toast(t('basket-removed'), { action: { label: t('undo'), act: putBack } });
}
