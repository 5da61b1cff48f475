import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { keyOf } from '../../../../shared/address.ts';
import type { Recipient } from '../../../../shared/compose.ts';
import { findPeople, forgetPerson, type Person } from '../../../../shared/people.ts';
import { call } from '../../../api/call.ts';
import { queryClient } from '../../../api/query-client.ts';
import { sentenceOf } from '../../../i18n/errors.ts';
import { t } from '../../../i18n/i18n.tsx';
import { toast } from '../../../ui/toasts.ts';

/** Below the address book's key: whoever is added there is suggested at once. */
const PEOPLE = ['contacts', 'people'];
const LONGEST_QUERY = 200;

const peopleQuery = (q: string) =>
  queryOptions({
    queryKey: [...PEOPLE, q],
    queryFn: async ({ signal }) => (await call(findPeople, { q }, signal)).people,
  });

/**
 * People who may be meant by what is typed, without those who are in the field already. `isFor` says
 * whether they answer the words of this moment: the list of the words before stays until then.
 */
export function useSuggestedPeople(typed: string, isOpen: boolean, chosen: Recipient[]) {
  const q = typed.trim().slice(0, LONGEST_QUERY);
  const { data, isPlaceholderData } = useQuery({
    ...peopleQuery(q),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  const taken = new Set(chosen.map(({ address }) => keyOf(address)));
  const people = isOpen
    ? (data ?? []).filter(({ address }) => !address || !taken.has(keyOf(address)))
    : [];
  return { people, isFor: !isPlaceholderData && data !== undefined };
}

/** A letter begins: the likeliest people are fetched, and the bridge learns from the latest letters. */
export function preloadPeople() {
  void queryClient.prefetchQuery({ ...peopleQuery(''), staleTime: 0 });
}

/** Not suggested any more, until there is another letter. */
export async function forget({ name, address }: Person) {
  try {
    await call(forgetPerson, { address });
    toast(t('person-forgotten', { name: name || address }));
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await queryClient.invalidateQueries({ queryKey: PEOPLE });
}
