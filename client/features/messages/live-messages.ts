import type { QueryClient } from '@tanstack/react-query';
import type { MessagesChanged } from '../../../shared/events.ts';
import type { Message, MessageRow } from '../../../shared/messages.ts';
import { toUidSet } from '../../../shared/values.ts';
import { watchAgain } from '../../api/live.ts';
import { flagMembers, withoutMembers } from './conversation-rows.ts';
import { patchConversations } from './conversations.ts';
import { tellFollowers } from './followers.ts';
import {
  askAgainFor,
  FLAT_VIEW_KEY,
  folderKey,
  forgetMessages,
  knownFolder,
  messageQuery,
  newestConversationsKey,
  rememberKnown,
} from './messages.ts';
import {
  beginWith,
  hasHoles,
  type ListChange,
  type ListWindow,
  patchFlags,
  shiftWindows,
} from './windows.ts';

/** What the server says changed in a folder, put into every window and message that shows it. */
export function applyMessagesChanged(event: MessagesChanged, client: QueryClient) {
  const { folder } = event;
  const before = knownFolder(folder);
  if (!before) return;
  if (!event.complete || before.uidValidity !== event.uidValidity) return readAgain(client, event);
  // Told since a later point than ours: something between was missed, so say again what is known.
  if (BigInt(event.since) > BigInt(before.modseq)) return watchAgain();
  if (BigInt(event.modseq) < BigInt(before.modseq)) return;
  rememberKnown(folder, event, { fromEvent: true });
  patchMessages(client, event);
  patchWindows(client, folder, (window) => patchFlags(window, event.flags));
  const vanished = event.vanished.filter((uid) => !takeAway(folder, uid));
  const { total, since, modseq } = event;
  // What this page took out itself is in the server's count until its act has arrived there.
  const pending = removed.get(folder)?.size ?? 0;
  const server = { total: total - pending, since, modseq };
  moveRows(client, folder, { vanished, added: event.added, server }, event);
  // Also after an act of this page: what moved up into their windows is the server's to tell.
  if (event.vanished.length || event.added.length) {
    showBeginnings(client, event);
    refreshOtherViews(client, folder);
    void readConversationsAgain(client, event);
  }
}

/**
 * Rows that leave by an act of this page, before the server confirms. Their later `vanished` event is
 * then no news.
 */
export function removeRows(client: QueryClient, folder: string, uids: readonly number[]) {
  const left = removed.get(folder) ?? new Set<number>();
  for (const uid of uids) left.add(uid);
  removed.set(folder, left);
  moveRows(client, folder, { vanished: uids, added: [] });
}

/** The act failed: the rows are read again where they stand. */
export function restoreRows(client: QueryClient, folder: string, uids: readonly number[]) {
  for (const uid of uids) takeAway(folder, uid);
  askAgainFor(folder, uids);
  return client.invalidateQueries({ queryKey: folderKey(folder) });
}

/** Flags as this page sets them, in every window and message that shows them. */
export function changeFlagsHere(
  client: QueryClient,
  folder: string,
  isMeant: (uid: number) => boolean,
  change: (flags: string[]) => string[],
) {
  const patch = <T extends MessageRow | Message>(one: T): T =>
    isMeant(one.uid) ? { ...one, flags: change(one.flags) } : one;
  tellFollowers({ type: 'flags', folder, isMeant, change });
  patchConversations(client, folder, isMeant, change);
  patchWindows(client, folder, (window) => ({
    ...window,
    rows: window.rows.map((row) => row && flagMembers(patch(row), isMeant, change)),
  }));
  client.setQueriesData<Message>(
    { queryKey: ['message', folder] },
    (message) => message && patch(message),
  );
}

const removed = new Map<string, Set<number>>();

const takeAway = (folder: string, uid: number): boolean =>
  removed.get(folder)?.delete(uid) ?? false;

function readAgain(client: QueryClient, event: MessagesChanged) {
  const renumbered = knownFolder(event.folder)?.uidValidity !== event.uidValidity;
  rememberKnown(event.folder, event, { fromEvent: true });
  removed.delete(event.folder);
  if (renumbered) {
    askAgainFor(event.folder);
    client.removeQueries({ queryKey: ['message', event.folder] });
  }
  void client.invalidateQueries({ queryKey: folderKey(event.folder) });
  void readConversationsAgain(client, event);
}

/**
 * One that is being read for the first time would be taken as it was: it begins anew. That of a message
 * which left is not asked for any more: the page may show it for a moment yet.
 */
async function readConversationsAgain(
  client: QueryClient,
  { folder, vanished }: Pick<MessagesChanged, 'folder' | 'vanished'>,
) {
  const isThere = ({ queryKey: [, place, uid] }: { queryKey: readonly unknown[] }) =>
    place !== folder || !vanished.includes(uid as number);
  const conversations = { queryKey: ['conversation'], predicate: isThere };
  await client.cancelQueries(conversations);
  await client.invalidateQueries(conversations);
}

function moveRows(
  client: QueryClient,
  folder: string,
  change: ListChange,
  event?: MessagesChanged,
) {
  const found = client.getQueriesData<ListWindow>({
    queryKey: [...folderKey(folder), FLAT_VIEW_KEY],
  });
  const windows = found.flatMap(([key, window]) => (window ? [{ key, window }] : []));
  windows.sort((a, b) => a.window.offset - b.window.offset);
  shiftWindows(
    windows.map(({ window }) => window),
    change,
  ).forEach((shifted, i) => {
    const { key, window } = windows[i]!;
    if (shifted && shifted !== window)
      client.setQueryData(key, event ? withStamp(shifted, event) : shifted);
    if (!shifted || hasHoles(shifted))
      void client.invalidateQueries({ queryKey: key, exact: true });
  });
  if (!change.vanished.length && !change.added.length) return;
  if (!event) takeFromOtherViews(client, folder, new Set(change.vanished));
}

/** In another order the rows that leave are known, the place of the others follows. */
function takeFromOtherViews(client: QueryClient, folder: string, gone: ReadonlySet<number>) {
  client.setQueriesData<ListWindow>(
    { queryKey: folderKey(folder), predicate: isOtherView },
    (window) => window && withoutRows(window, gone),
  );
}

function withoutRows(window: ListWindow, gone: ReadonlySet<number>): ListWindow {
  const rows = window.rows.flatMap((row) => (row ? withoutMembers(row, gone) : [row]));
  if (rows.every((row, i) => row === window.rows[i]) && rows.length === window.rows.length)
    return window;
  return { ...window, total: window.total - (window.rows.length - rows.length), rows };
}

const isOtherView = ({ queryKey }: { queryKey: readonly unknown[] }) =>
  queryKey[2] !== FLAT_VIEW_KEY;

/** Other orders are the server's to tell: read again when they are on screen, forgotten when not. */
function refreshOtherViews(client: QueryClient, folder: string) {
  const isOther = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[2] !== FLAT_VIEW_KEY;
  client.removeQueries({ queryKey: folderKey(folder), type: 'inactive', predicate: isOther });
  void client.invalidateQueries({ queryKey: folderKey(folder), predicate: isOther });
}

/** To group 100,000 messages anew takes the server half a second: what belongs to nothing is shown before. */
function showBeginnings(client: QueryClient, { folder, added, beginnings }: MessagesChanged) {
  const alone = added.filter(({ uid }) => beginnings.includes(uid));
  client.setQueryData<ListWindow>(
    newestConversationsKey(folder),
    (window) => window && beginWith(window, alone),
  );
}

function patchWindows(
  client: QueryClient,
  folder: string,
  patch: (window: ListWindow) => ListWindow,
) {
  client.setQueriesData<ListWindow>(
    { queryKey: folderKey(folder) },
    (window) => window && patch(window),
  );
}

const withStamp = (window: ListWindow, { modseq, uidNext }: MessagesChanged): ListWindow => ({
  ...window,
  modseq,
  uidNext,
});

function patchMessages(client: QueryClient, { folder, flags, vanished }: MessagesChanged) {
  for (const { uid, flags: now, modseq } of flags) {
    const isMeant = (one: number) => one === uid;
    tellFollowers({ type: 'flags', folder, isMeant, change: () => now });
    patchConversations(client, folder, isMeant, () => now);
    client.setQueryData(
      messageQuery(folder, uid).queryKey,
      (message) => message && { ...message, flags: now, modseq },
    );
  }
  if (!vanished.length) return;
  tellFollowers({ type: 'left', folder, uids: toUidSet(vanished) });
  void forgetMessages(folder, vanished);
}
