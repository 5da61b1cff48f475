import { type QueryClient, queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { type TakenBack, takeBack } from '../../../shared/compose.ts';
import type { OutboxChanged } from '../../../shared/events.ts';
import {
  changeOutbox,
  listOutbox,
  type OutboxItem,
  type Settlement,
  settleOutbox,
} from '../../../shared/outbox.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { reopenTaken } from './reopen.ts';

export const OUTBOX = '/outbox';

/** The server's events begin with this key. */
export const outboxQuery = queryOptions({
  queryKey: ['outbox'],
  queryFn: async ({ signal }) => (await call(listOutbox, {}, signal)).items,
});

/** What waits or wants a word; undefined until it is known. */
export function useOutbox({ ask = true } = {}): OutboxItem[] | undefined {
  return useQuery({ ...outboxQuery, enabled: ask }).data?.filter(isWorthSaying);
}

/** A letter that just passes through has nothing to say. */
export const isWorthSaying = ({ isOpen, state, trouble, refused }: OutboxItem): boolean =>
  isOpen &&
  (['held', 'sending', 'failed', 'unknown'].includes(state) ||
    (state === 'accepted' && trouble !== null) ||
    (state === 'done' && refused.length > 0));

/** A step of a letter, into what is known of the outbox. */
export function applyOutboxChanged({ item }: OutboxChanged, client: QueryClient) {
  client.setQueryData(outboxQuery.queryKey, (before) => {
    if (!before) return before;
    const others = before.filter(({ id }) => id !== item.id);
    return isWorthSaying(item) ? [item, ...others].sort(newestFirst) : others;
  });
}

const newestFirst = (a: OutboxItem, b: OutboxItem) => b.createdAt - a.createdAt;

/** Takes a letter back into the composer. */
export async function takeLetterBack(id: string): Promise<void> {
  try {
    const back: TakenBack = await call(takeBack, { id });
    reopenTaken(id, back);
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  } finally {
    void queryClient.invalidateQueries({ queryKey: outboxQuery.queryKey });
  }
}

export function useChangeTime() {
  return useMutation({
    mutationFn: (change: { id: string; at: number }) => call(changeOutbox, change),
    ...afterwards,
  });
}

export function useSettle() {
  return useMutation({
    mutationFn: (settlement: { id: string; as: Settlement }) => call(settleOutbox, settlement),
    ...afterwards,
  });
}

const afterwards = {
  onError: (error: Error) => void toast(sentenceOf(error, t), { look: 'failed' }),
  onSettled: () => queryClient.invalidateQueries({ queryKey: outboxQuery.queryKey }),
};
