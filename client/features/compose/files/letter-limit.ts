import { queryOptions, useQuery } from '@tanstack/react-query';
import { readLetterLimit } from '../../../../shared/uploads.ts';
import { call } from '../../../api/call.ts';
import { queryClient } from '../../../api/query-client.ts';

/** How heavy the mail server lets a letter be, in bytes. It stays the same while the page is open. */
const letterLimitQuery = queryOptions({
  queryKey: ['letter-limit'],
  queryFn: () => call(readLetterLimit, {}),
  staleTime: Number.POSITIVE_INFINITY,
});

/** No limit is known before the bridge has answered. */
export const useLetterLimit = (): number =>
  useQuery(letterLimitQuery).data?.letterBytes ?? Number.POSITIVE_INFINITY;

export async function letterLimit(): Promise<number> {
  const known = await queryClient.ensureQueryData(letterLimitQuery).catch(() => null);
  return known?.letterBytes ?? Number.POSITIVE_INFINITY;
}
