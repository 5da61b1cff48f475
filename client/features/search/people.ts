import type { Address, Message, MessageRow } from '../../../shared/messages.ts';
import type { HitWindow } from '../../../shared/search.ts';
import { queryClient } from '../../api/query-client.ts';
import type { Results } from './results.ts';

const MOST = 4;

/** People of the messages that this page has seen, those met most often first. */
export function peopleLike(typed: string): Address[] {
  const wanted = fold(typed);
  const met = new Map<string, { who: Address; times: number }>();
  for (const who of peopleSeen()) {
    const key = who.address.toLowerCase();
    if (!key || !isLike(who, wanted)) continue;
    const one = met.get(key);
    met.set(key, { who: one?.who.name ? one.who : who, times: (one?.times ?? 0) + 1 });
  }
  return [...met.values()]
    .sort((a, b) => b.times - a.times)
    .slice(0, MOST)
    .map(({ who }) => who);
}

function* peopleSeen(): Generator<Address> {
  const seen = <T>(key: string) => queryClient.getQueriesData<T>({ queryKey: [key] });
  for (const [, window] of seen<{ rows: (MessageRow | null)[] }>('messages'))
    for (const row of window?.rows ?? []) if (row) yield* peopleOf(row);
  for (const [, results] of seen<Results>('search'))
    for (const row of results?.first ?? []) yield* peopleOf(row);
  for (const [, window] of seen<HitWindow>('hits'))
    for (const row of window?.rows ?? []) yield* peopleOf(row);
  for (const [, message] of seen<Message>('message'))
    if (message) yield* [...peopleOf(message), ...message.cc];
}

const peopleOf = ({ from, to }: Pick<MessageRow, 'from' | 'to'>) => [...from, ...to];

/** The beginning of a word of the name, or of the address. */
function isLike({ name, address }: Address, wanted: string): boolean {
  const words = [...fold(name).split(/[\s.,'-]+/), fold(address)];
  return fold(name).startsWith(wanted) || words.some((word) => word.startsWith(wanted));
}

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
