import { queryOptions } from '@tanstack/react-query';
import type { Mark } from '../../../shared/choice.ts';
import { readCopySearches, startCopySearch, stopCopySearch } from '../../../shared/copies.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

/** How far the searches are and what they found; asked for again at each step that the bridge tells. */
export const copiesQuery = queryOptions({
  queryKey: ['copies'],
  queryFn: async ({ signal }) => (await call(readCopySearches, {}, signal)).searches,
  // Another page may have searched meanwhile.
  staleTime: 0,
});

export const beginSearch = (kind: Mark) => act(call(startCopySearch, { kind }));
export const endSearch = (kind: Mark) => act(call(stopCopySearch, { kind }));

async function act(answer: Promise<unknown>) {
  await answer.catch((error) => toast(sentenceOf(error, t), { look: 'failed' }));
  await queryClient.invalidateQueries({ queryKey: copiesQuery.queryKey });
}
