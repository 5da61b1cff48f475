import { queryOptions, useQuery } from '@tanstack/react-query';
import type { KnownFolder } from '../../../shared/events.ts';
import {
  type FilterKey,
  listMessages,
  type Message,
  readMessage,
  readPreviews,
  type SortKey,
  WINDOW,
} from '../../../shared/messages.ts';
import { ApiError, call } from '../../api/call.ts';
import { drop, recall } from '../../api/device.ts';
import { askedOrHeld, askWhenBack } from '../../api/held.ts';
import { watchAgain } from '../../api/live.ts';
import { queryClient } from '../../api/query-client.ts';
import { prefersConversations } from '../preferences/first-paint.ts';
import type { ListWindow } from './windows.ts';

/** Which messages of a folder, in which order. */
export interface ListView {
  sort: SortKey;
  ascending: boolean;
  filter: FilterKey;
  /** By conversation; only in order of arrival, and of all messages. */
  grouped: boolean;
}

/** The view that changes can be patched into: its order is the order of arrival. */
const flatView: ListView = { sort: 'date', ascending: false, filter: 'all', grouped: false };

/** What a folder shows first. */
export const firstView = (): ListView => ({ ...flatView, grouped: prefersConversations() });

const isFirstView = (view: ListView) =>
  view.sort === 'date' && !view.ascending && view.filter === 'all';

/** True where a row is a conversation. */
export const isGrouped = (view: ListView) =>
  view.grouped && view.sort === 'date' && view.filter === 'all';

const viewKey = (view: ListView) =>
  `${view.sort}:${view.ascending ? 'up' : 'down'}:${view.filter}${isGrouped(view) ? ':grouped' : ''}`;
export const FLAT_VIEW_KEY = viewKey(flatView);

const GROUPED_VIEW_KEY = viewKey({ ...flatView, grouped: true });

/** The first window of a folder's conversations. */
export const newestConversationsKey = (folder: string) =>
  ['messages', folder, GROUPED_VIEW_KEY, 0] as const;

/** Windows of all views of a folder begin with this key, and so do the server's events. */
export const folderKey = (folder: string) => ['messages', folder] as const;

/** Milliseconds until a folder that is being grouped is asked for again. */
const STILL_GROUPING = 1500;

/** One window of rows. The offset is a multiple of `WINDOW`. */
export function windowQuery(folder: string, view: ListView, offset: number) {
  return queryOptions({
    queryKey: ['messages', folder, viewKey(view), offset],
    queryFn: async ({ signal }): Promise<ListWindow> => {
      const input = { folder, ...view, offset, limit: WINDOW };
      const asked = call(listMessages, input, signal).then((window) => {
        rememberKnown(folder, window);
        return window;
      });
      return askedOrHeld<ListWindow>(['messages', folder, viewKey(view), offset], asked);
    },
    // The one question that time asks: how many conversations there are, while the bridge still counts.
    refetchInterval: ({ state }) => (state.data?.partial ? STILL_GROUPING : false),
    meta: { keep: isFirstView(view) && offset === 0 },
  });
}

/** First words of rows that came without; asked once for each set of them. */
export function previewsQuery(folder: string, uidValidity: string, uids: number[]) {
  return queryOptions({
    queryKey: ['previews', folder, uidValidity, uids],
    queryFn: async () => (await call(readPreviews, { folder, uids })).previews,
    enabled: uids.length > 0,
  });
}

export function messageQuery(folder: string, uid: number) {
  return queryOptions({
    queryKey: ['message', folder, uid],
    queryFn: async ({ signal }) => {
      if (left.get(folder)?.has(uid)) throw new ApiError('message-gone', 'It has left the folder.');
      // The device may answer before the bridge; what comes from there is shown as soon as it is here.
      const fresh = call(readMessage, { folder, uid }, signal);
      fresh.catch(() => {});
      const held = recall<Message>(['message', folder, uid]);
      const kept = await Promise.race([held, fresh.catch(() => held)]);
      if (!kept || kept.uidValidity !== knownFolder(folder)?.uidValidity) return fresh;
      void refreshMessage(folder, uid, fresh);
      return kept;
    },
    meta: { keep: true },
  });
}

/** What the device remembered is shown, and meanwhile asked for: flags change, and messages go. */
async function refreshMessage(folder: string, uid: number, fresh: Promise<Message>) {
  const { queryKey } = messageQuery(folder, uid);
  try {
    queryClient.setQueryData(queryKey, await fresh);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'message-gone')
      await forgetMessages(folder, [uid]);
    else askWhenBack(error, queryKey);
  }
}

/** Messages this page had that left since: nobody has to be asked about them again. */
const left = new Map<string, Set<number>>();

/** Messages that left the folder: one that is open says so, the others are forgotten. */
export async function forgetMessages(folder: string, uids: readonly number[]) {
  const gone = left.get(folder) ?? new Set<number>();
  left.set(folder, gone);
  for (const uid of uids)
    if (queryClient.getQueryState(messageQuery(folder, uid).queryKey)) gone.add(uid);
  const keys = uids.map((uid) => messageQuery(folder, uid).queryKey);
  await drop(keys);
  for (const queryKey of keys) void queryClient.resetQueries({ queryKey, exact: true });
}

/** They had not left after all, or the folder has other UIDs now. */
export function askAgainFor(folder: string, uids?: readonly number[]) {
  if (uids) for (const uid of uids) left.get(folder)?.delete(uid);
  else left.delete(folder);
}

export const useMessage = (folder: string, uid: number) => useQuery(messageQuery(folder, uid));

/**
 * Up to where each folder's rows are known: what the server is asked to tell changes since. Set by the
 * first window, advanced by events alone, so that no window is ever older than it says.
 */
const known = new Map<string, KnownFolder>();

export function rememberKnown(
  folder: string,
  { uidValidity, modseq, uidNext }: Pick<KnownFolder, 'uidValidity' | 'modseq' | 'uidNext'>,
  { fromEvent = false } = {},
) {
  const before = known.get(folder);
  if (before && before.uidValidity === uidValidity && !fromEvent) return;
  known.set(folder, { folder, uidValidity, modseq, uidNext });
  if (!fromEvent) queueMicrotask(watchAgain);
}

export function knownFolder(folder: string): KnownFolder | undefined {
  return known.get(folder) ?? fromCache(folder);
}

/** After a reload the first window comes from the device, and says itself how old it is. */
function fromCache(folder: string): KnownFolder | undefined {
  const window = queryClient.getQueryData<ListWindow>(windowQuery(folder, firstView(), 0).queryKey);
  if (!window) return undefined;
  const { uidValidity, modseq, uidNext } = window;
  const entry = { folder, uidValidity, modseq, uidNext };
  known.set(folder, entry);
  return entry;
}

export function forgetKnown() {
  known.clear();
}
