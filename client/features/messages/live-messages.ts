import type { QueryClient } from '@tanstack/react-query';
import type { MessagesChanged } from '../../../shared/events.ts';
import type { Message, MessageRow } from '../../../shared/messages.ts';
import { watchAgain } from '../../api/live.ts';
import {
  DEFAULT_VIEW_KEY,
  folderKey,
  knownFolder,
  messageQuery,
  rememberKnown,
} from './messages.ts';
import { hasHoles, type ListWindow, patchFlags, shiftWindows } from './windows.ts';

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
  const vanished = event.vanished.filter((uid) => !takeAway(folder, uid));
  const changed = moveRows(client, folder, { vanished, added: event.added, total: event.total });
  if (changed)
    patchWindows(client, folder, (window) => withStamp(patchFlags(window, event.flags), event));
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
  patchWindows(client, folder, (window) => ({
    ...window,
    rows: window.rows.map((row) => row && patch(row)),
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
  if (renumbered) client.removeQueries({ queryKey: ['message', event.folder] });
  void client.invalidateQueries({ queryKey: folderKey(event.folder) });
}

/** @returns false when the windows had to be given up and are read again. */
function moveRows(
  client: QueryClient,
  folder: string,
  change: { vanished: readonly number[]; added: readonly MessageRow[]; total?: number },
): boolean {
  const moves = change.vanished.length > 0 || change.added.length > 0;
  const found = client.getQueriesData<ListWindow>({
    queryKey: [...folderKey(folder), DEFAULT_VIEW_KEY],
  });
  const windows = found.flatMap(([key, window]) => (window ? [{ key, window }] : []));
  windows.sort((a, b) => a.window.offset - b.window.offset);
  const shifted = shiftWindows(
    windows.map(({ window }) => window),
    change,
  );
  if (shifted === null) {
    void client.invalidateQueries({ queryKey: folderKey(folder) });
    return false;
  }
  if (!moves) return true;
  shifted.forEach((window, i) => {
    const { key } = windows[i]!;
    client.setQueryData(key, window);
    if (hasHoles(window)) void client.invalidateQueries({ queryKey: key, exact: true });
  });
  refreshOtherViews(client, folder);
  return true;
}

/** Other orders are the server's to tell: read again when they are on screen, forgotten when not. */
function refreshOtherViews(client: QueryClient, folder: string) {
  const isOther = ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey[2] !== DEFAULT_VIEW_KEY;
  client.removeQueries({ queryKey: folderKey(folder), type: 'inactive', predicate: isOther });
  void client.invalidateQueries({ queryKey: folderKey(folder), predicate: isOther });
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
    client.setQueryData(
      messageQuery(folder, uid).queryKey,
      (message) => message && { ...message, flags: now, modseq },
    );
  }
  for (const uid of vanished)
    client.removeQueries({ queryKey: ['message', folder, uid], type: 'inactive' });
}
