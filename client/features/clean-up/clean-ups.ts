import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import {
  type BasketLine,
  type CleanUp,
  finishForGood,
  readCleanUps,
  startCleanUp,
  stopCleanUp,
  undoCleanUp,
} from '../../../shared/clean-up.ts';
import type { CleanUpChanged } from '../../../shared/events.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { basketQuery, type Expected, FIGURES } from './basket.ts';

export const cleanUpsQuery = queryOptions({
  queryKey: ['clean-ups'],
  queryFn: async ({ signal }) => (await call(readCleanUps, {}, signal)).cleanUps,
});

export const useCleanUps = () => useQuery(cleanUpsQuery);

/** At work, or about to be. */
export const isAtWork = ({ state }: CleanUp) =>
  state === 'running' || state === 'waiting' || state === 'going-back';

/** A clean-up took a step, here or on another device. */
export function applyCleanUp({ cleanUp }: CleanUpChanged) {
  const before = queryClient
    .getQueryData(cleanUpsQuery.queryKey)
    ?.find(({ id }) => id === cleanUp.id);
  put(cleanUp);
  if (!before || before.state !== cleanUp.state || !isAtWork(cleanUp)) countAgain();
  // Its line left the basket when it began, on whichever device that was.
  if (!before) void queryClient.invalidateQueries({ queryKey: basketQuery.queryKey });
}

function put(cleanUp: CleanUp) {
  queryClient.setQueryData(cleanUpsQuery.queryKey, (all) => {
    if (!all) return all;
    const isKnown = all.some(({ id }) => id === cleanUp.id);
    return isKnown ? all.map((one) => (one.id === cleanUp.id ? cleanUp : one)) : [cleanUp, ...all];
  });
}

/** The mailbox weighs something else now. */
function countAgain() {
  void queryClient.invalidateQueries({ queryKey: ['storage'] });
  void queryClient.invalidateQueries({ queryKey: [FIGURES] });
}

/** Begins with lines whose figures were shown. What has begun is not in the basket any more. */
export const useStart = (begun: () => void) =>
  useMutation({
    mutationFn: (input: { lines: BasketLine[]; expected: Expected }) => call(startCleanUp, input),
    onSuccess: ({ cleanUps }, { lines }) => {
      for (const one of cleanUps) put(one);
      const ids = new Set(lines.map(({ id }) => id));
      // The server took them out of the basket, too.
      queryClient.setQueryData(basketQuery.queryKey, (all) =>
        all?.filter(({ id }) => !ids.has(id)),
      );
      void queryClient.invalidateQueries({ queryKey: cleanUpsQuery.queryKey });
      begun();
    },
    // The figures that are shown now are asked for again, whatever was the matter.
    onError: () => void queryClient.invalidateQueries({ queryKey: [FIGURES] }),
  });

/** What is left of a clean-up that the full mailbox stopped goes for good. */
export const useFinishForGood = (done: () => void) =>
  useMutation({
    mutationFn: (input: { id: string; expected: Expected }) => call(finishForGood, input),
    onSuccess: (cleanUp) => {
      put(cleanUp);
      done();
    },
  });

export const stop = (id: string) => attempt(call(stopCleanUp, { id }));
export const putBack = (id: string) => attempt(call(undoCleanUp, { id }));

async function attempt(act: Promise<CleanUp>) {
  try {
    put(await act);
    countAgain();
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
    await queryClient.invalidateQueries({ queryKey: cleanUpsQuery.queryKey });
  }
}
