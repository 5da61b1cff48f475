import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import {
  type AutomaticReply,
  closeSummary,
  endReply,
  type ReadyReply,
  type ReplyPage,
  readReply,
  summarizeReply,
  writeReply,
} from '../../../shared/automatic-reply.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

export const replyQuery = queryOptions({
  queryKey: ['automatic-reply'],
  queryFn: ({ signal }) => call(readReply, {}, signal),
});

export const useReply = () => useQuery(replyQuery);

export const readReplyAgain = () =>
  queryClient.invalidateQueries({ queryKey: replyQuery.queryKey, exact: true });

export const summaryQuery = (id: string) =>
  queryOptions({
    // Not below the reply's own key: what came in does not change with every change of the plan.
    queryKey: ['automatic-reply-summary', id],
    queryFn: ({ signal }) => call(summarizeReply, { id }, signal),
    retry: false,
  });

interface Wish extends AutomaticReply {
  version: string;
}

/** Writes the plan; a conflict reads what is there now, and what was written here stays. */
export function useWriteReply(done: () => void) {
  return useMutation({
    mutationFn: (wish: Wish) => call(writeReply, wish),
    onSuccess: (page) => {
      show(page);
      done();
    },
    onError: () => readReplyAgain(),
  });
}

/** Ends what answers now; Undo puts the plan back as it was. */
export async function turnOff({ enabled, absences }: ReadyReply) {
  try {
    const page = await call(endReply, {});
    show(page);
    if (page.state !== 'ready') return;
    const { version } = page;
    const undo = () => void putBack({ version, enabled, absences });
    toast(t('away-turned-off'), { action: { label: t('undo'), act: undo } });
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
}

async function putBack(wish: Wish) {
  try {
    show(await call(writeReply, wish));
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
    await readReplyAgain();
  }
}

export async function seenSummary(id: string) {
  try {
    show(await call(closeSummary, { id }));
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
}

const show = (page: ReplyPage) => queryClient.setQueryData(replyQuery.queryKey, page);
